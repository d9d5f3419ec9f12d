import { Ban, Hourglass, OctagonX, TriangleAlert } from 'lucide-react';
import { useHubCall } from '../../engine/hooks';
import { useAnswer } from '../../engine/use-answer';
import { formatExactBytes } from '../../format/bytes';
import { problemWords } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { wordsOf } from '../../languages/words';
import { useKeyCap } from '../../state/commands';
import { useDraft } from '../../state/draft';
import { expectMessage } from '../../state/expect';
import { Button, IconButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Meter } from '../../ui/meter';
import styles from './composer.module.css';
import { nearChannels } from './near-channels';
import { previewWords } from './preview-words';
import { RepeatButton } from './repeat-button';
import type { RunPlan } from './run';
import type { ComposerState } from './use-composer';

const t = wordsOf('composer');

/** What is to be known before sending: what is wrong with it, else who would get it. */
function Outlook({ draft, checked, refusal }: Pick<ComposerState, 'draft' | 'checked' | 'refusal'>) {
  const { protocol, app, channel, excludeSocketId, asSocketId, alternates, isPrivate } = draft;
  const leftOut = asSocketId || excludeSocketId;
  const asked = { protocol, app, channel, excludeSocketId: leftOut, alternates, isPrivate };
  const preview = useAnswer('hub.preview', channel === '' ? null : asked);
  const channels = useHubCall('hub.channels', 2_000);
  const { fault, kind } = checked;
  if (fault !== null) {
    const words = t('fault', { line: fault.line, column: fault.column, reason: fault.reason });
    return (
      <span className={styles.outlook} data-tone="error" title={words}>
        <Icon of={OctagonX} size={14} />
        <span>{words}</span>
      </span>
    );
  }
  if (refusal !== null) {
    const words = problemWords(refusal);
    return (
      <span className={styles.outlook} data-tone="refused" title={words}>
        <Icon of={Ban} size={14} />
        <span>{words}</span>
      </span>
    );
  }
  const asText = kind === 'text' ? `${t('plainText')} · ` : '';
  const near = preview?.matched === 0 ? nearChannels(channel, app, channels ?? []) : [];
  const { tone, text } = preview === null ? { tone: 'plain', text: '' } : previewWords(channel, preview, near, leftOut);
  const isEmpty = asText === '' && text === '';
  return (
    <span className={styles.outlook} data-tone={tone} data-empty={isEmpty || undefined} title={`${asText}${text}`}>
      {tone === 'warn' && <Icon of={TriangleAlert} size={14} />}
      <span>
        {asText}
        {text}
      </span>
    </span>
  );
}

export interface SendOptions {
  readonly asText?: boolean;
  readonly plan?: RunPlan;
}

export function ComposerFoot({
  composer,
  onSend,
}: {
  composer: ComposerState;
  onSend: (options?: SendOptions) => void;
}) {
  const say = useWords('expect');
  const { channel, event } = useDraft();
  const { checked, limit } = composer;
  const isOver = limit !== null && checked.bytes > limit;
  return (
    <div className={styles.foot}>
      {limit !== null && <Meter label={t('size')} value={checked.bytes} limit={limit} />}
      <span className={isOver ? styles.over : styles.size}>
        {limit === null
          ? formatExactBytes(checked.bytes)
          : t('of', { size: formatExactBytes(checked.bytes), limit: formatExactBytes(limit) })}
      </span>
      <Outlook draft={composer.draft} checked={checked} refusal={composer.refusal} />
      {checked.fault !== null && <Button onPress={() => onSend({ asText: true })}>{t('sendAsText')}</Button>}
      <IconButton
        icon={Hourglass}
        label={say('title')}
        size="medium"
        onPress={() => expectMessage({ app: composer.draft.app, channel, event })}
      />
      <RepeatButton onStart={(plan) => onSend({ plan })} />
      <Button look="solid" keyCap={useKeyCap('composer.send')} onPress={() => onSend()}>
        {t('send')}
      </Button>
    </div>
  );
}
