import { ChevronDown, Copy, Hourglass, Repeat } from 'lucide-react';
import { isJson } from '../../../src-main/contract/json-text';
import type { Receipt } from '../../../src-main/contract/receipt';
import { bytesOf, utf8Of } from '../../format/base64';
import { sendCommand } from '../../format/shell';
import { useWords } from '../../languages/use-words';
import { wordsOf } from '../../languages/words';
import { copyText } from '../../state/clipboard';
import { mainActs } from '../../state/main-acts';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { MenuItem, WithMenu } from '../../ui/menu';
import { dataText, draftOf } from './copies';
import { receiptText } from './delivery/delivery-items';
import styles from './inspector.module.css';
import { rowListener } from './listen';
import type { EntryContent } from './use-entry';
import { ResendWebhook } from './webhook/resend-webhook';

const t = wordsOf('inspector');

/** What can be done with the entry. */
export function Actions({
  content,
  receipt,
  isOfReceipt = false,
}: {
  content: EntryContent;
  receipt: Receipt | null;
  /** They stand below the receipt: it can be copied without a menu, in the place of what is to be expected. */
  isOfReceipt?: boolean;
}) {
  const draft = draftOf(content);
  return (
    <div className={styles.foot}>
      {draft !== null && <Resend content={content} />}
      <ResendWebhook entry={content.body} />
      {isOfReceipt && receipt !== null && (
        <Button
          size="small"
          icon={Copy}
          onPress={() => void copyText(receiptText(receipt), t('copiedAs', { name: t('copies.receipt') }))}
        >
          {t('copyReceipt')}
        </Button>
      )}
      <WithMenu
        label={t('copyAs')}
        trigger={
          <Button size="small">
            {t('copyAs')}
            <Icon of={ChevronDown} size={14} />
          </Button>
        }
      >
        {copiesOf(content, receipt).map(({ name, text }) => (
          <MenuItem key={name} onAction={() => void copyText(text(), t('copiedAs', { name }))}>
            {name}
          </MenuItem>
        ))}
      </WithMenu>
      {!isOfReceipt && draft !== null && content.body.row.source === '' && <ExpectNext content={content} />}
    </div>
  );
}

function Resend({ content }: { content: EntryContent }) {
  const resend = () => {
    const draft = draftOf(content);
    if (draft !== null) mainActs().composeAgain(content.body.row.source, draft);
  };
  return (
    <Button look="line" size="small" icon={Repeat} onPress={resend}>
      {t('resend')}
    </Button>
  );
}

/** Arms for the next message of the same name, with nothing more to be typed. */
function ExpectNext({ content }: { content: EntryContent }) {
  const say = useWords('expect');
  const { app, channel, event } = content.body.row;
  return (
    <Button size="small" icon={Hourglass} onPress={() => mainActs().expect({ app, channel, event })}>
      {say('expectNext')}
    </Button>
  );
}

interface Copyable {
  readonly name: string;
  text(): string;
}

/** Only what is exact: a signed request would need the secret, which the page does not have. */
function copiesOf(content: EntryContent, receipt: Receipt | null): readonly Copyable[] {
  const { body, explanation } = content;
  const { row } = body;
  const listener = rowListener(row);
  const draft = draftOf(content);
  return [
    ...(explanation.payload === '' ? [] : [{ name: t('copies.payload'), text: () => dataText(content) }]),
    ...(listener === null
      ? []
      : [
          { name: t('copies.echo'), text: () => `${listener.channelCall}\n    ${listener.echoCall}`.trim() },
          { name: t('copies.pusher'), text: () => listener.pusherCall },
        ]),
    ...(row.event === '' ? [] : [{ name: t('copies.wireName'), text: () => row.event }]),
    ...(row.channel === '' ? [] : [{ name: t('copies.channel'), text: () => row.channel }]),
    ...(receipt === null ? [] : [{ name: t('copies.receipt'), text: () => receiptText(receipt) }]),
    ...(body.rawBase64 === '' || !body.isText
      ? []
      : [{ name: t('copies.body'), text: () => utf8Of(bytesOf(body.rawBase64)) }]),
    ...(draft === null ? [] : [{ name: t('copies.send'), text: () => sendCommand(draft, isJson(draft.data)) }]),
    { name: t('copies.summary'), text: () => row.summary },
  ];
}
