import { ChevronDown, ChevronUp } from 'lucide-react';
import { useId, useState } from 'react';
import type { Row } from '../../../src-main/contract/entry';
import { checkTyped, type Listener, listenerFor } from '../../../src-main/contract/listen';
import { visibleText } from '../../format/visible-text';
import { Button } from '../../ui/button';
import { CopyButton, CopyIcon } from './copy-button';
import styles from './listen.module.css';
import section from './section.module.css';

/** What a page has to write to hear a row's event; null if a page cannot hear it. */
export function rowListener({ kind, channel, event }: Row): Listener | null {
  return kind === 'refused' || kind === 'error' ? null : listenerFor(channel.split(', ')[0] ?? '', event);
}

/** The exact `.listen()` of an event, and whether what somebody wrote hears it. */
export function Listen({ row, listener }: { row: Row; listener: Listener }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={`${section.section} ${styles.section}`} aria-labelledby="listen-title">
      <h3 className={section.head} id="listen-title">
        Listen
        <span className={section.aside}>in Echo, on this channel</span>
      </h3>
      <div className={styles.line}>
        <Code text={listener.echoCall} />
        <CopyButton what="the listener" text={() => listener.echoCall} />
        <Button
          size="small"
          icon={isOpen ? ChevronUp : ChevronDown}
          aria-label={isOpen ? 'Fewer ways to listen' : 'More ways to listen, and a check of yours'}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        />
      </div>
      {isOpen && (
        <div className={styles.more}>
          {listener.channelCall !== '' && (
            <Way name="With its channel" text={`${listener.channelCall}\n    ${listener.echoCall}`} />
          )}
          <Way name="pusher-js" text={listener.pusherCall} />
          {listener.echoCall.startsWith('.listen(') && <Check event={row.event} />}
        </div>
      )}
    </section>
  );
}

function Way({ name, text }: { name: string; text: string }) {
  return (
    <div className={styles.way}>
      <span>{name}</span>
      <Code text={text} />
      <CopyIcon what={`the code: ${name}`} label={`Copy: ${name}`} text={() => text} />
    </div>
  );
}

/** Code, with what is to be filled in shortened. */
function Code({ text }: { text: string }) {
  return (
    <code className={styles.code} title={text}>
      {text.replace(/(\(\w+\) => )\{\}/, '…').replace(/\n\s*/, '')}
    </code>
  );
}

/** Takes a name as somebody wrote it in their page, and says what Echo makes of it. */
function Check({ event }: { event: string }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const result = typed.trim() === '' ? null : checkTyped(typed, event);
  return (
    <div className={styles.check}>
      <label htmlFor={id}>You wrote in .listen()</label>
      <input
        id={id}
        value={typed}
        placeholder="order.shipped"
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}says`}
        onChange={({ target }) => setTyped(target.value)}
      />
      <p id={`${id}says`} role="status" data-matches={result?.matches}>
        {result === null
          ? 'Echo puts App\\Events\\ before a name, unless it starts with a dot.'
          : result.matches
            ? 'Matches: this hears the event.'
            : `Echo would listen for ${visibleText(result.hears)}. Write ${result.write}.`}
      </p>
    </div>
  );
}
