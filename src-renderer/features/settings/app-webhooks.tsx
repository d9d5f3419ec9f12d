import { Plus, Trash2 } from 'lucide-react';
import { type WebhookEventName, webhookEventNames } from '../../../src-main/contract/app';
import { useWords } from '../../languages/use-words';
import { Button, IconButton } from '../../ui/button';
import { Choices } from '../../ui/choices';
import { Switch } from '../../ui/switch';
import { TextBlock } from '../../ui/text-block';
import { TextInput } from '../../ui/text-input';
import { newWebhook, type WebhookFault, type WebhookTexts } from './app-webhook-texts';
import own from './app-webhooks.module.css';
import styles from './settings.module.css';

const eventOptions = webhookEventNames.map((name) => ({ id: name, text: name }));

/** Where the application is told what happens on the channels of an app. */
export function AppWebhookFields({
  texts,
  fault,
  onChange,
}: {
  texts: readonly WebhookTexts[];
  fault: WebhookFault | null;
  onChange: (texts: readonly WebhookTexts[]) => void;
}) {
  const t = useWords('settings');
  const change = (at: number, part: Partial<WebhookTexts>) =>
    onChange(texts.map((one, place) => (place === at ? { ...one, ...part } : one)));
  return (
    <fieldset className={own.webhooks}>
      <legend className={styles.name}>{t('apps.webhooks')}</legend>
      <p className={styles.sentence}>{t('apps.webhooksNote')}</p>
      {texts.map((webhook, at) => (
        <WebhookFields
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike while they are typed, and their place tells them apart
          key={at}
          number={at + 1}
          texts={webhook}
          fault={fault?.at === at ? fault.of : null}
          onChange={(part) => change(at, part)}
          onRemove={() => onChange(texts.filter((_, place) => place !== at))}
        />
      ))}
      <div>
        <Button size="small" icon={Plus} onPress={() => onChange([...texts, newWebhook])}>
          {t('apps.addWebhook')}
        </Button>
      </div>
    </fieldset>
  );
}

function WebhookFields({
  number,
  texts: { url, events, headers, batch },
  fault,
  onChange,
  onRemove,
}: {
  number: number;
  texts: WebhookTexts;
  fault: WebhookFault['of'] | null;
  onChange: (part: Partial<WebhookTexts>) => void;
  onRemove: () => void;
}) {
  const t = useWords('settings');
  const label = t('apps.webhook', { number });
  const addressFault = fault === 'url' || fault === 'twice' ? t(`apps.fault.webhook.${fault}`) : '';
  return (
    <fieldset className={own.webhook} aria-label={label}>
      <div className={styles.formLine}>
        <span>{label}</span>
        <IconButton icon={Trash2} label={t('apps.removeWebhook', { number })} onPress={onRemove} />
      </div>
      <TextInput
        label={t('apps.webhookUrl')}
        value={url}
        isMono
        placeholder="http://localhost:8000/pusher/webhook"
        fault={addressFault}
        onChange={(text) => onChange({ url: text })}
      />
      <Choices
        label={t('apps.webhookEvents')}
        note={t('apps.webhookEventsNote')}
        values={events}
        options={eventOptions}
        onChange={(chosen) => onChange({ events: chosen as WebhookEventName[] })}
      />
      <TextBlock
        label={t('apps.webhookHeaders')}
        note={t('apps.webhookHeadersNote')}
        value={headers}
        rows={2}
        isMono
        fault={fault === 'headers' ? t('apps.fault.webhook.headers') : ''}
        onChange={(text) => onChange({ headers: text })}
      />
      <div className={styles.formLine}>
        <span>{t('apps.webhookBatch')}</span>
        <Switch label={t('apps.webhookBatch')} isOn={batch} onChange={(isOn) => onChange({ batch: isOn })} />
      </div>
    </fieldset>
  );
}
