import { Globe, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { type ReachPlace, reachMinutes, type Visitor } from '../../../src-main/contract/reach';
import { useEngine, useHubCall } from '../../engine/hooks';
import { formatClock } from '../../format/instant';
import { sentences } from '../../languages/joined';
import { problemWords } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { useNotices } from '../../state/notices';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { Icon } from '../../ui/icon';
import { Switch } from '../../ui/switch';
import { useIsFound } from './search';
import { Setting, SettingsSection } from './setting';
import styles from './settings.module.css';

const path = 'reach.containers';

/** Who reaches the hub: this computer always, containers on it, and for a time the network. */
export function Reach() {
  const t = useWords('settings');
  const reach = useHubCall('reach.state', 2_000);
  const isOn = useSettings(({ settings }) => settings.reach.containers);
  if (reach === null) return null;
  const { containers, network, problems } = reach;
  return (
    <SettingsSection title={t('reach.title')} sentence={t('reach.sentence')}>
      <Setting
        path={path}
        name={t('reach.containers')}
        sentence={
          containers.places.length === 0
            ? t('reach.noBridge')
            : t('reach.bridges', { addresses: placesText(containers.places) })
        }
        usual={t('off')}
      >
        {(control) => <Switch {...control} isOn={isOn} />}
      </Setting>
      {isOn && <Visitors of={containers.visitors} />}
      <Network places={network.places} isOpen={network.leftMs !== null} />
      {network.leftMs !== null && <Visitors of={network.visitors} />}
      {problems.map(({ message, hint }) => (
        <p key={message} className={styles.none}>
          <span className={styles.state} data-tone="error">
            <Icon of={TriangleAlert} size={14} />
            {problemWords({ message, hint })}
          </span>
        </p>
      ))}
    </SettingsSection>
  );
}

/** 'docker0 172.17.0.1, eth0 192.168.1.7' */
function placesText(places: readonly ReachPlace[]): string {
  return places.map(({ name, address }) => `${address} (${name})`).join(', ');
}

/** No setting: it is never kept, and ends by itself. */
function Network({ places, isOpen }: { places: readonly ReachPlace[]; isOpen: boolean }) {
  const t = useWords('settings');
  const engine = useEngine();
  const [minutes, setMinutes] = useState<string>(String(reachMinutes[0]));
  const isFound = useIsFound(t('reach.network'), t('reach.networkWarning'));
  if (!isFound) return null;
  const { fail, say } = useNotices.getState();
  const open = () =>
    engine.call('reach.open', { minutes: Number(minutes) }).then(() => say(t('reach.opened', { minutes })), fail);
  const close = () => engine.call('reach.close', undefined).then(() => say(t('reach.closed')), fail);
  return (
    <div className={styles.setting} data-setting="reach.network">
      <div>
        <div className={styles.name}>{t('reach.network')}</div>
        <div className={styles.sentence}>
          {sentences([
            places.length === 0 ? t('reach.noNetwork') : t('reach.networkAt', { addresses: placesText(places) }),
            t('reach.networkWarning'),
          ])}
        </div>
      </div>
      <div className={styles.control}>
        {isOpen ? (
          <Button look="line" size="small" icon={Globe} onPress={() => void close()}>
            {t('reach.close')}
          </Button>
        ) : (
          <>
            <Choice
              label={t('reach.forHowLong')}
              value={minutes}
              options={reachMinutes.map((one) => ({
                id: String(one),
                text: one % 60 === 0 ? t('reach.hours', { hours: one / 60 }) : t('reach.minutes', { minutes: one }),
              }))}
              onChange={setMinutes}
            />
            <Button look="line" size="small" icon={Globe} isDisabled={places.length === 0} onPress={() => void open()}>
              {t('reach.open')}
            </Button>
          </>
        )}
      </div>
      <span />
    </div>
  );
}

/** Who came that way since it is open. */
function Visitors({ of }: { of: readonly Visitor[] }) {
  const t = useWords('settings');
  if (of.length === 0) return <p className={styles.none}>{t('reach.nobody')}</p>;
  return (
    <table className={styles.table} aria-label={t('reach.visitors')}>
      <thead>
        <tr>
          <th>{t('reach.address')}</th>
          <th>{t('reach.openNow')}</th>
          <th>{t('reach.total')}</th>
          <th>{t('reach.last')}</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ address, open, total, lastAtMs }) => (
          <tr key={address}>
            <td>
              <code>{address}</code>
            </td>
            <td>{open}</td>
            <td>{total}</td>
            <td>{formatClock(lastAtMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
