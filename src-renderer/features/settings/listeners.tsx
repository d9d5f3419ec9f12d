import { Plus, RotateCcw, RotateCw, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { HubState, ListenerState } from '../../../src-main/contract/hub';
import { useEngine, useHubCall } from '../../engine/hooks';
import { useDescription } from '../../engine/use-description';
import { said } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { useNotices } from '../../state/notices';
import { useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Sheet } from '../../ui/sheet';
import { Spoken } from '../../ui/spoken';
import { Tag } from '../../ui/tag';
import { TextInput } from '../../ui/text-input';
import { addressFault } from './address-fault';
import { useIsFound } from './search';
import { SettingsSection, useFixedBy, useNamedChange } from './setting';
import styles from './settings.module.css';

const path = 'hub.listen';

/** '127.0.0.1:6001' */
const hostOf = (url: string) => new URL(url).host;

/** Where the hub listens, and what became of each address. */
export function Listeners() {
  const t = useWords('settings');
  const whole = useHubCall('hub.state', 2_000);
  // Those of containers and of the network stand under Reach.
  const hub = whole === null ? null : { ...whole, listeners: whole.listeners.filter(({ way }) => way === undefined) };
  const dashboard = useDescription()?.dashboard ?? null;
  const fixedBy = useFixedBy(path);
  const isUsual = useSettings(({ settings }) => settings.hub.listen === null);
  const change = useNamedChange(t('listeners.title'));
  const [isAdding, setAdding] = useState(false);
  const isFound = useIsFound(
    t('listeners.title'),
    t('listeners.sentence'),
    ...(hub?.listeners.map(({ url }) => url) ?? []),
  );
  if (hub === null || !isFound) return null;
  const addresses = hub.listeners.map(({ url }) => hostOf(url));
  const set = (next: readonly string[]) => void change(path, next);
  const action = (
    <>
      {fixedBy !== null && <Tag>{t('setBy', { by: fixedBy })}</Tag>}
      {fixedBy === null && !isUsual && (
        <IconButton
          icon={RotateCcw}
          label={t('reset', { name: t('listeners.title'), usual: '6001, 8080' })}
          onPress={() => void change(path, undefined)}
        />
      )}
      {fixedBy === null && (
        <Button size="small" icon={Plus} onPress={() => setAdding(true)}>
          {t('listeners.add')}
        </Button>
      )}
    </>
  );
  return (
    <SettingsSection title={t('listeners.title')} sentence={t('listeners.sentence')} action={action}>
      <table className={styles.table} data-setting={path}>
        <thead>
          <tr>
            <th>{t('listeners.address')}</th>
            <th>{t('listeners.state')}</th>
            <th>
              <Spoken>{t('actions')}</Spoken>
            </th>
          </tr>
        </thead>
        <tbody>
          {hub.listeners.map((listener, at) => (
            <tr key={listener.url}>
              <td>
                <code>{hostOf(listener.url)}</code>
              </td>
              <td>
                <State listener={listener} />
              </td>
              <td className={styles.act}>
                {fixedBy === null && (
                  <Acts
                    listener={listener}
                    onUse={(port) =>
                      set(addresses.map((one, place) => (place === at ? withPort(listener.url, port) : one)))
                    }
                    onRemove={addresses.length < 2 ? null : () => set(addresses.filter((_, place) => place !== at))}
                  />
                )}
              </td>
            </tr>
          ))}
          {dashboard !== null && (
            <tr>
              <td>
                <code>{hostOf(dashboard)}</code>
              </td>
              <td>
                <span className={styles.state}>
                  <i className={styles.dot} />
                  {t('listeners.dashboard')}
                </span>
              </td>
              <td className={styles.act} />
            </tr>
          )}
        </tbody>
      </table>
      {isAdding && (
        <AddListener
          hub={hub}
          onClose={() => setAdding(false)}
          onAdd={(address) => {
            setAdding(false);
            set([...addresses, address]);
          }}
        />
      )}
    </SettingsSection>
  );
}

function withPort(url: string, port: number): string {
  return `${new URL(url).hostname}:${port}`;
}

function State({ listener: { state, problem } }: { listener: ListenerState }) {
  const t = useWords('settings');
  if (state === 'listening') {
    return (
      <span className={styles.state}>
        <i className={styles.dot} />
        {t('listeners.listening')}
      </span>
    );
  }
  return (
    <span className={styles.state} data-tone={state === 'skipped' ? 'warn' : 'error'}>
      <Icon of={TriangleAlert} size={14} />
      <span>
        <b>{t(state === 'skipped' ? 'listeners.skipped' : 'listeners.failed')}</b>{' '}
        {problem === null ? t('listeners.missing') : said(problem.message)}
      </span>
    </span>
  );
}

/** The way out of a taken port has a border; what only removes has none. */
function Acts({
  listener: { url, state, freePort },
  onUse,
  onRemove,
}: {
  listener: ListenerState;
  onUse: (port: number) => void;
  onRemove: (() => void) | null;
}) {
  const t = useWords('settings');
  const engine = useEngine();
  return (
    <>
      {state !== 'listening' && freePort != null && (
        <Button look="line" size="small" onPress={() => onUse(freePort)}>
          {t('listeners.use', { port: String(freePort) })}
        </Button>
      )}
      {state !== 'listening' && (
        <IconButton
          icon={RotateCw}
          label={t('listeners.retry', { address: hostOf(url) })}
          onPress={() => void engine.call('hub.retry', undefined).catch(useNotices.getState().fail)}
        />
      )}
      {onRemove !== null && (
        <IconButton icon={Trash2} label={t('listeners.remove', { address: hostOf(url) })} onPress={onRemove} />
      )}
    </>
  );
}

function AddListener({
  hub,
  onAdd,
  onClose,
}: {
  hub: HubState;
  onAdd: (address: string) => void;
  onClose: () => void;
}) {
  const t = useWords('settings');
  const [address, setAddress] = useState('127.0.0.1:');
  const [isTried, setTried] = useState(false);
  const fault = addressFault(
    address,
    hub.listeners.map(({ url }) => hostOf(url)),
  );
  const submit = () => {
    setTried(true);
    if (fault === null) onAdd(address.trim());
  };
  return (
    <Sheet
      title={t('listeners.add')}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="solid" onPress={submit}>
            {t('listeners.add')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label={t('listeners.address')}
          note={t('listeners.note')}
          value={address}
          isMono
          autoFocus
          fault={isTried && fault !== null ? t(`listeners.fault.${fault}`) : ''}
          onChange={setAddress}
        />
      </form>
    </Sheet>
  );
}
