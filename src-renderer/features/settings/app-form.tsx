import { useState } from 'react';
import type { AppDetails, AppLimits, AppOptions } from '../../../src-main/contract/app';
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
import { AppForwardFields, forwardTexts, readForward } from './app-forward';
import { AppLimitFields, limitTexts, readLimits } from './app-limits';
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
  const options = app?.options ?? defaultAppOptions;
  const [id, setId] = useState(app?.id ?? '');
  const [key, setKey] = useState(app?.key ?? '');
  const [secret, setSecret] = useState('');
  const [origins, setOrigins] = useState(options.allowedOrigins.join(', '));
  const [capacity, setCapacity] = useState(options.capacity === null ? '' : String(options.capacity));
  const [clientEvents, setClientEvents] = useState<string>(options.clientEvents);
  const [enabled, setEnabled] = useState(options.enabled);
  const [subscriptionCounts, setCounts] = useState(options.subscriptionCounts);
  const [versions, setVersions] = useState((options.protocolVersions ?? []).join(', '));
  const [forward, setForward] = useState(forwardTexts(options.forward));
  const [limits, setLimits] = useState(limitTexts(options.limits));
  const [limitFault, setLimitFault] = useState<keyof AppLimits | null>(null);
  const [fault, setFault] = useState<{ field: 'id' | 'capacity' | 'versions' | 'whole'; text: string } | null>(null);
  const title = app === null ? t('apps.add') : t('apps.edit', { id: app.id });

  const save = async () => {
    if (id.trim() === '') return setFault({ field: 'id', text: t('apps.fault.id') });
    if (app === null && others.some((one) => one.id === id.trim())) {
      return setFault({ field: 'id', text: t('apps.fault.there') });
    }
    if (capacity.trim() !== '' && !/^[1-9]\d{0,8}$/.test(capacity.trim())) {
      return setFault({ field: 'capacity', text: t('apps.fault.capacity') });
    }
    const wanted = versions.split(/[\s,]+/).filter((version) => version !== '');
    if (wanted.some((version) => !/^[1-9]\d?$/.test(version))) {
      return setFault({ field: 'versions', text: t('apps.fault.versions') });
    }
    const read = readLimits(limits);
    setLimitFault('fault' in read ? read.fault : null);
    if ('fault' in read) return;
    try {
      await engine.call('app.put', {
        id: id.trim(),
        ...(key.trim() === '' ? {} : { key: key.trim() }),
        ...(secret === '' ? {} : { secret }),
        options: {
          enabled,
          subscriptionCounts,
          clientEvents: clientEvents as AppOptions['clientEvents'],
          capacity: capacity.trim() === '' ? null : Number(capacity),
          forward: readForward(forward, options.forward),
          limits: read.limits,
          protocolVersions: wanted.length === 0 ? null : wanted.map(Number),
          allowedOrigins: origins.split(/[\s,]+/).filter((origin) => origin !== ''),
        },
      });
      useNotices.getState().say(t('apps.saved', { id: id.trim() }));
      onClose();
    } catch (error) {
      setFault({ field: 'whole', text: problemWords(toProblem(error)) });
    }
  };
  const faultOf = (field: 'id' | 'capacity' | 'versions') => (fault?.field === field ? fault.text : '');

  return (
    <Sheet
      title={title}
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
        value={id}
        isMono
        isReadOnly={app !== null}
        autoFocus={app === null}
        fault={faultOf('id')}
        onChange={setId}
      />
      <TextInput label={t('apps.key')} note={t('apps.keyNote')} value={key} isMono onChange={setKey} />
      <TextInput
        label={t('apps.secret')}
        note={t(app === null ? 'apps.secretNote' : 'apps.secretStays')}
        value={secret}
        isMono
        onChange={setSecret}
      />
      <TextInput
        label={t('apps.origins')}
        note={t('apps.originsNote')}
        value={origins}
        isMono
        placeholder="shop.test, *.example.com"
        onChange={setOrigins}
      />
      <TextInput
        label={t('apps.capacity')}
        note={t('apps.capacityNote')}
        value={capacity}
        fault={faultOf('capacity')}
        onChange={setCapacity}
      />
      <div className={styles.formLine}>
        <span>{t('apps.clientEvents')}</span>
        <Choice
          label={t('apps.clientEvents')}
          value={clientEvents}
          options={events.map((one) => ({ id: one, text: t(`apps.events.${one}`) }))}
          onChange={setClientEvents}
        />
      </div>
      <div className={styles.formLine}>
        <span>{t('apps.counts')}</span>
        <Switch label={t('apps.counts')} isOn={subscriptionCounts} onChange={setCounts} />
      </div>
      <div className={styles.formLine}>
        <span>{t('apps.enabled')}</span>
        <Switch label={t('apps.enabled')} isOn={enabled} onChange={setEnabled} />
      </div>
      <TextInput
        label={t('apps.versions')}
        note={t('apps.versionsNote')}
        value={versions}
        fault={faultOf('versions')}
        onChange={setVersions}
      />
      <AppForwardFields texts={forward} onChange={setForward} />
      <AppLimitFields texts={limits} fault={limitFault} onChange={setLimits} />
      {fault?.field === 'whole' && (
        <p role="alert" className={styles.fault}>
          {fault.text}
        </p>
      )}
    </Sheet>
  );
}
