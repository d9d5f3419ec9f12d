import { useState } from 'react';
import type { AppDetails, AppOptions } from '../../../src-main/contract/app';
import { defaultAppOptions } from '../../../src-main/contract/app';
import { toProblem } from '../../../src-main/contract/problem';
import { useEngine } from '../../engine/hooks';
import { problemWords } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { useNotices } from '../../state/notices';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { Sheet } from '../../ui/sheet';
import { Switch } from '../../ui/switch';
import { TextInput } from '../../ui/text-input';
import { AppForwardFields } from './app-forward';
import { AppLimitFields } from './app-limits';
import { type AppFault, type AppTexts, appTexts, readApp } from './app-texts';
import { AppWebhookFields } from './app-webhooks';
import styles from './settings.module.css';

const events: readonly AppOptions['clientEvents'][] = ['off', 'members', 'all'];

/** Makes an app or changes one. What is left empty of a new one is made up; a secret that is left empty stays. */
export function AppForm({
  app,
  others,
  onClose,
}: {
  app: AppDetails | null;
  others: readonly AppDetails[];
  onClose: () => void;
}) {
  const t = useWords('settings');
  const engine = useEngine();
  const [texts, setTexts] = useState(() => appTexts(app));
  const [fault, setFault] = useState<AppFault | null>(null);
  const [refused, setRefused] = useState('');
  const change = (part: Partial<AppTexts>) => setTexts({ ...texts, ...part });

  const save = async () => {
    const read = readApp(texts, app === null ? others.map(({ id }) => id) : []);
    setFault('fault' in read ? read.fault : null);
    if ('fault' in read) return;
    try {
      await engine.call('app.put', read.patch);
      useNotices.getState().say(t('apps.saved', { id: read.patch.id }));
      onClose();
    } catch (error) {
      setRefused(problemWords(toProblem(error)));
    }
  };
  const plain = fault === null || fault.field === 'webhooks' || fault.field === 'limits' ? null : fault;
  const faultOf = (field: 'id' | 'capacity' | 'activityTimeout' | 'versions') =>
    plain?.field === field ? t(`apps.fault.${plain.of}`) : '';

  return (
    <Sheet
      title={app === null ? t('apps.add') : t('apps.edit', { id: app.id })}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="solid" onPress={() => void save()}>
            {t('apps.save')}
          </Button>
        </>
      }
    >
      <TextInput
        label={t('apps.id')}
        value={texts.id}
        isMono
        isReadOnly={app !== null}
        autoFocus={app === null}
        fault={faultOf('id')}
        onChange={(id) => change({ id })}
      />
      <TextInput
        label={t('apps.key')}
        note={t('apps.keyNote')}
        value={texts.key}
        isMono
        onChange={(key) => change({ key })}
      />
      <TextInput
        label={t('apps.secret')}
        note={t(app === null ? 'apps.secretNote' : 'apps.secretStays')}
        value={texts.secret}
        isMono
        onChange={(secret) => change({ secret })}
      />
      <TextInput
        label={t('apps.origins')}
        note={t('apps.originsNote')}
        value={texts.origins}
        isMono
        placeholder="shop.test, *.example.com"
        onChange={(origins) => change({ origins })}
      />
      <TextInput
        label={t('apps.capacity')}
        note={t('apps.capacityNote')}
        value={texts.capacity}
        fault={faultOf('capacity')}
        onChange={(capacity) => change({ capacity })}
      />
      <TextInput
        label={t('apps.activityTimeout')}
        note={t('apps.activityTimeoutNote')}
        value={texts.activityTimeout}
        placeholder={String(defaultAppOptions.activityTimeoutS)}
        fault={faultOf('activityTimeout')}
        onChange={(activityTimeout) => change({ activityTimeout })}
      />
      <div className={styles.formLine}>
        <span>{t('apps.clientEvents')}</span>
        <Choice
          label={t('apps.clientEvents')}
          value={texts.clientEvents}
          options={events.map((one) => ({ id: one, text: t(`apps.events.${one}`) }))}
          onChange={(one) => change({ clientEvents: one as AppOptions['clientEvents'] })}
        />
      </div>
      <div className={styles.formLine}>
        <span>{t('apps.counts')}</span>
        <Switch
          label={t('apps.counts')}
          isOn={texts.subscriptionCounts}
          onChange={(isOn) => change({ subscriptionCounts: isOn })}
        />
      </div>
      <div className={styles.formLine}>
        <span>{t('apps.enabled')}</span>
        <Switch label={t('apps.enabled')} isOn={texts.enabled} onChange={(enabled) => change({ enabled })} />
      </div>
      <TextInput
        label={t('apps.versions')}
        note={t('apps.versionsNote')}
        value={texts.versions}
        fault={faultOf('versions')}
        onChange={(versions) => change({ versions })}
      />
      <AppForwardFields texts={texts.forward} onChange={(forward) => change({ forward })} />
      <AppWebhookFields
        texts={texts.webhooks}
        fault={fault?.field === 'webhooks' ? fault.of : null}
        onChange={(webhooks) => change({ webhooks })}
      />
      <AppLimitFields
        texts={texts.limits}
        fault={fault?.field === 'limits' ? fault.of : null}
        onChange={(limits) => change({ limits })}
      />
      {refused !== '' && (
        <p role="alert" className={styles.fault}>
          {refused}
        </p>
      )}
    </Sheet>
  );
}
