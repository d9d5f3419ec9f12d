import { Repeat } from 'lucide-react';
import type { EntryBody } from '../../../../src-main/contract/entry';
import { useEngine } from '../../../engine/hooks';
import { useWords } from '../../../languages/use-words';
import { useNotices } from '../../../state/notices';
import { Button } from '../../../ui/button';

/** On a webhook that was sent, and on what came of it: sends it once more, as it was. */
export function ResendWebhook({ entry: { row, detail } }: { entry: EntryBody }) {
  const t = useWords('webhooks');
  const engine = useEngine();
  const { confirm, fail } = useNotices();
  const isDelivery = row.direction === 'up' && row.kind === 'http';
  if (typeof detail?.webhook !== 'string' || !(isDelivery || row.direction === 'down')) return null;
  const resend = () => engine.call('webhook.resend', { seq: row.seq }).then(() => confirm(t('resent')), fail);
  return (
    <Button look="line" size="small" icon={Repeat} onPress={() => void resend()}>
      {t('resend')}
    </Button>
  );
}
