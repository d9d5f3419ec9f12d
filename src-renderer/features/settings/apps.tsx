import { Pencil, Plus, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { AppDetails } from '../../../src-main/contract/app';
import { useEngine, useHubCall } from '../../engine/hooks';
import { problemWords } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { useNotices } from '../../state/notices';
import { Button, IconButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Spoken } from '../../ui/spoken';
import { AppForm } from './app-form';
import { useIsFound } from './search';
import { Secret } from './secret';
import { SettingsSection } from './setting';
import styles from './settings.module.css';

/** The apps of the hub: who may connect and publish. */
export function Apps() {
  const t = useWords('settings');
  const apps = useHubCall('app.list', 5_000);
  const [edited, setEdited] = useState<AppDetails | 'new' | null>(null);
  const isFound = useIsFound(t('apps.title'), t('apps.sentence'), ...(apps?.flatMap(({ id, key }) => [id, key]) ?? []));
  if (apps === null || !isFound) return null;
  return (
    <SettingsSection
      title={t('apps.title')}
      sentence={t('apps.sentence')}
      action={
        <Button size="small" icon={Plus} onPress={() => setEdited('new')}>
          {t('apps.add')}
        </Button>
      }
    >
      <table className={styles.table} data-setting="apps">
        <thead>
          <tr>
            <th>{t('apps.id')}</th>
            <th>{t('apps.key')}</th>
            <th>{t('apps.secret')}</th>
            <th className={styles.wide}>{t('apps.origins')}</th>
            <th className={styles.wide}>{t('apps.clientEvents')}</th>
            <th className={styles.wide}>{t('apps.from')}</th>
            <th>
              <Spoken>{t('actions')}</Spoken>
            </th>
          </tr>
        </thead>
        <tbody>
          {apps.map((app) => (
            <AppRow key={app.id} app={app} onEdit={() => setEdited(app)} />
          ))}
        </tbody>
      </table>
      {edited !== null && (
        <AppForm app={edited === 'new' ? null : edited} others={apps} onClose={() => setEdited(null)} />
      )}
    </SettingsSection>
  );
}

function AppRow({ app, onEdit }: { app: AppDetails; onEdit: () => void }) {
  const t = useWords('settings');
  const engine = useEngine();
  const { id, key, options, source } = app;
  const isGiven = source === 'flag' || source === 'config';
  const remove = async () => {
    const { fail, offerUndo, say } = useNotices.getState();
    try {
      const { secret } = await engine.call('app.secret', { id });
      await engine.call('app.remove', { id });
      const done = t('apps.removed', { id });
      say(done);
      offerUndo({ text: done, undo: () => void engine.call('app.put', { id, key, secret, options }).catch(fail) });
    } catch (error) {
      fail(error);
    }
  };
  return (
    <>
      <tr>
        <td>
          <code>{id}</code>
          {!options.enabled && <span className={styles.dim}> {t('apps.off')}</span>}
          <AppTies options={options} />
        </td>
        <td>
          <code>{key}</code>
        </td>
        <td>
          {app.secretLength === 0 ? (
            <span className={styles.state} data-tone="warn" title={t('apps.unknownSecret')}>
              <Icon of={TriangleAlert} size={14} />
              {t('apps.notKnown')}
            </span>
          ) : (
            <Secret app={app} />
          )}
        </td>
        <td className={styles.wide}>
          {options.allowedOrigins.length === 0 ? t('apps.any') : <code>{options.allowedOrigins.join(', ')}</code>}
        </td>
        <td className={styles.wide}>{t(`apps.events.${options.clientEvents}`)}</td>
        <td className={styles.wide}>{t(`apps.source.${source}`)}</td>
        <td className={styles.act}>
          {!isGiven && (
            <>
              <IconButton icon={Pencil} label={t('apps.edit', { id })} onPress={onEdit} />
              <IconButton icon={Trash2} label={t('apps.remove', { id })} onPress={() => void remove()} />
            </>
          )}
        </td>
      </tr>
      {app.warnings.map((warning) => (
        <tr key={warning.message}>
          <td colSpan={7}>
            <span className={styles.state} data-tone="warn">
              <Icon of={TriangleAlert} size={14} />
              <span>{problemWords(warning)}</span>
            </span>
          </td>
        </tr>
      ))}
    </>
  );
}

/** What an app is tied to: the server behind it, the application that signs its pages, its webhooks. */
function AppTies({ options: { forward, webhooks } }: { options: AppDetails['options'] }) {
  const t = useWords('settings');
  const ties = [
    ...(forward === null || forward.url === '' ? [] : [t('apps.tie.forward', { url: forward.url })]),
    ...(forward === null || forward.authUrl === '' ? [] : [t('apps.tie.auth', { url: forward.authUrl })]),
    ...(webhooks.length === 0 ? [] : [t('apps.tie.webhooks', { count: webhooks.length })]),
  ];
  return ties.map((tie) => (
    <div key={tie} className={styles.dim}>
      {tie}
    </div>
  ));
}
