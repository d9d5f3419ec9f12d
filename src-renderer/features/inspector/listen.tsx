import { ChevronDown, ChevronUp } from 'lucide-react';
import { useId, useState } from 'react';
import type { Row } from '../../../src-main/contract/entry';
import { checkTyped, type Listener, listenerFor } from '../../../src-main/contract/listen';
import { visibleText } from '../../format/visible-text';
import { wordsOf } from '../../languages/words';
import { Button } from '../../ui/button';
import { CopyButton, CopyIcon } from './copy-button';
import styles from './listen.module.css';
import section from './section.module.css';

const t = wordsOf('inspector');

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
        {t('listen.title')}
        <span className={section.aside}>{t('listen.where')}</span>
      </h3>
      <div className={styles.line}>
        <Code text={listener.echoCall} />
        <CopyButton look="quiet" what={t('listen.what')} text={() => listener.echoCall} />
        <Button
          size="small"
          icon={isOpen ? ChevronUp : ChevronDown}
          aria-label={isOpen ? t('listen.fewer') : t('listen.more')}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        />
      </div>
      {isOpen && (
        <div className={styles.more}>
          {listener.channelCall !== '' && (
            <Way name={t('listen.withChannel')} text={`${listener.channelCall}\n    ${listener.echoCall}`} />
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
      <CopyIcon what={t('listen.code', { name })} label={t('listen.copy', { name })} text={() => text} />
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
      <label htmlFor={id}>{t('listen.wrote')}</label>
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
          ? t('listen.rule')
          : result.matches
            ? t('listen.matches')
            : t('listen.not', { hears: visibleText(result.hears), write: result.write })}
      </p>
    </div>
  );
}
