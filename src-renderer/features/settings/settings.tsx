import { type ComponentType, useEffect, useRef, useState } from 'react';
import { changedSettings } from '../../../src-main/contract/settings';
import { useWords } from '../../languages/use-words';
import { useCommand, useKeyCap } from '../../state/commands';
import { focusRegion, regionRef } from '../../state/regions';
import { useSettings } from '../../state/settings';
import { SearchField } from '../../ui/search-field';
import { Apps } from './apps';
import { Faces } from './faces';
import { Appearance, General } from './general';
import { Keys } from './keys';
import { Listeners } from './listeners';
import { Mercure } from './mercure';
import { Privacy } from './privacy';
import { Reach } from './reach';
import { Relay } from './relay';
import { Retention } from './retention';
import { SettingsSearch } from './search';
import { Secure } from './secure';
import styles from './settings.module.css';
import { SettingsFile } from './settings-file';
import { SocketIo } from './socketio';

function Hub() {
  return (
    <>
      <Listeners />
      <Secure />
      <Reach />
      <Faces />
      <Apps />
    </>
  );
}

/** In the order of the page, each with the settings that count as its own. */
const groups = {
  general: General,
  appearance: Appearance,
  hub: Hub,
  relay: Relay,
  mercure: Mercure,
  socketio: SocketIo,
  retention: Retention,
  keys: Keys,
  privacy: Privacy,
} as const satisfies Readonly<Record<string, ComponentType>>;
type Group = keyof typeof groups;
const names = Object.keys(groups) as Group[];
/** Groups of the file that stand under Hub on the page. */
const inHub = new Set(['reach', 'faces']);
const region = regionRef('settings');

/** What the keyboard can do in the view; known while another one is on the screen. */
export function SettingsCommands() {
  const t = useWords('settings');
  useCommand('settings.search', t('search'), '$mod+KeyF', () => focusRegion('settings'));
  return null;
}

/** What can be set, on one page that scrolls; its groups stand at the left. Each change holds at once. */
export function Settings() {
  const t = useWords('settings');
  const [query, setQuery] = useState('');
  const keyCap = useKeyCap('settings.search');
  const settings = useSettings(({ settings }) => settings);
  const file = useSettings(({ file }) => file);
  const body = useRef<HTMLDivElement>(null);
  const current = useGroupInSight(body);
  const fixed = useSettings(({ fixed }) => fixed);
  const changed = changedSettings(settings).filter((path) => !fixed.some((one) => one.path === path));
  const changedIn = (group: Group) =>
    changed.filter((path) => (inHub.has(path.split('.')[0] ?? '') ? 'hub' : path.split('.')[0]) === group).length;
  const go = (group: Group) => {
    const heading = body.current?.querySelector<HTMLElement>(`[data-group="${group}"]`);
    heading?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  };
  return (
    <div className={styles.settings}>
      <nav className={styles.groups} aria-label={t('groupsLabel')}>
        <h2>{t('title')}</h2>
        <ul>
          {names.map((group) => (
            <li key={group}>
              <button type="button" aria-current={group === current ? 'true' : undefined} onClick={() => go(group)}>
                <span>{t(`groups.${group}`)}</span>
                {changedIn(group) > 0 && <small>{t('changed', { count: changedIn(group) })}</small>}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.main}>
        <div className={styles.bar}>
          <div className={styles.search}>
            <SearchField label={t('search')} value={query} onChange={setQuery} inputRef={region} keyCap={keyCap} />
          </div>
          <span className={styles.atOnce}>{t('atOnce')}</span>
          {file !== '' && <SettingsFile />}
        </div>
        <SettingsSearch value={query}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
          <section className={styles.body} ref={body} aria-label={t('all')} tabIndex={0}>
            {names.map((group) => {
              const Group = groups[group];
              return (
                <div key={group} className={styles.group} data-group={group} tabIndex={-1}>
                  <Group />
                </div>
              );
            })}
            <p className={styles.nothing}>{t('nothingFound')}</p>
          </section>
        </SettingsSearch>
      </div>
    </div>
  );
}

/** The group whose heading was passed last, or the last one at the foot of the page. */
function useGroupInSight(body: { readonly current: HTMLElement | null }): string {
  const [current, setCurrent] = useState<string>(names[0] ?? '');
  useEffect(() => {
    const element = body.current;
    if (element === null) return;
    const look = () => {
      const top = element.getBoundingClientRect().top + 40;
      const parts = [...element.querySelectorAll<HTMLElement>('[data-group]')];
      const isAtEnd = element.scrollTop > 0 && element.scrollTop + element.clientHeight >= element.scrollHeight - 2;
      const passed = parts.filter((part) => part.getBoundingClientRect().top <= top).at(-1);
      setCurrent((isAtEnd ? parts.at(-1) : passed)?.dataset.group ?? names[0] ?? '');
    };
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [body]);
  return current;
}
