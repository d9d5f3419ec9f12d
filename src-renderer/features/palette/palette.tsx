import { CornerDownLeft, ListFilter, type LucideIcon, Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { useHubCall } from '../../engine/hooks';
import { formatInstant } from '../../format/instant';
import { formatKeys } from '../../format/keys';
import { useWords } from '../../languages/use-words';
import { type Command, useCommand, useCommandStore } from '../../state/commands';
import { useLayout } from '../../state/layout';
import { useSelection } from '../../state/selection';
import { showOnlyChannel, useTimeline } from '../../state/timeline';
import { showView } from '../../state/views';
import { ChannelKindIcon } from '../../ui/channel-kind';
import { Icon } from '../../ui/icon';
import { KeyCap } from '../../ui/key-cap';
import { KindIcon } from '../../ui/kind-icon';
import { drawingOf } from './command-drawings';
import { matchesIn, readQuery } from './matches';
import styles from './palette.module.css';
import { textFilter, useFoundMessages } from './use-found-messages';

const mostChannels = 8;

interface Item {
  readonly id: string;
  readonly icon: ReactNode;
  readonly text: string;
  readonly isMono?: boolean;
  readonly note: string;
  readonly end: ReactNode;
  run(): void;
}

/** Everything that can be done or gone to, found by typing. Open by its key; the focus goes back when it closes. */
export function Palette() {
  const t = useWords('palette');
  const isOpen = useLayout(({ isPaletteOpen }) => isPaletteOpen);
  const setOpen = useLayout(({ setPaletteOpen }) => setPaletteOpen);
  useCommand('palette.open', t('open'), '$mod+KeyK', () => setOpen(!isOpen));
  return (
    <ModalOverlay className={styles.overlay ?? ''} isOpen={isOpen} onOpenChange={setOpen} isDismissable>
      <Modal className={styles.palette ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label={t('title')}>
          <Finder onDone={() => setOpen(false)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Finder({ onDone }: { onDone: () => void }) {
  const t = useWords('palette');
  const [typed, setTyped] = useState('');
  const { only, query } = readQuery(typed);
  const groups = useGroups(only, query).filter(({ items }) => items.length > 0);
  const run = (id: string) => {
    const item = groups.flatMap(({ items }) => items).find((one) => one.id === id);
    onDone();
    // After the focus went back, so that what takes it keeps it.
    if (item !== undefined) setTimeout(() => item.run(), 0);
  };
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField aria-label={t('title')} className={styles.field ?? ''} autoFocus>
        <Icon of={Search} />
        <Input className={styles.input ?? ''} placeholder={t('placeholder')} spellCheck="false" />
        <KeyCap keys="Esc" />
      </SearchField>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section className={styles.found} aria-label={t('title')} tabIndex={0}>
        <Menu className={styles.menu ?? ''} aria-label={t('title')} onAction={(id) => run(String(id))}>
          {groups.map(({ title, items }) => (
            <MenuSection key={title} className={styles.section ?? ''}>
              <Header className={styles.header ?? ''}>{title}</Header>
              {items.map((item) => (
                <MenuItem key={item.id} id={item.id} textValue={item.text} className={styles.item ?? ''}>
                  {item.icon}
                  <span className={item.isMono ? styles.mono : styles.text}>
                    <Marked text={item.text} query={query} />
                  </span>
                  <span className={styles.note}>{item.note}</span>
                  <span className={styles.end}>{item.end}</span>
                  {item.end === null && <Icon of={CornerDownLeft} size={14} className={styles.enter} />}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </section>
      {groups.length === 0 && <p className={styles.nothing}>{t('nothing')}</p>}
      <footer className={styles.foot}>
        <span>
          <KeyCap keys="↑ ↓" /> {t('choose')}
        </span>
        <span>
          <KeyCap keys="Enter" /> {t('run')}
        </span>
        <span className={styles.grow} />
        <span>
          <KeyCap keys=">" /> {t('actionsOnly')}
        </span>
        <span>
          <KeyCap keys="#" /> {t('channelsOnly')}
        </span>
      </footer>
    </Autocomplete>
  );
}

function useGroups(only: 'actions' | 'channels' | null, query: string): { title: string; items: readonly Item[] }[] {
  const t = useWords('palette');
  const commands = useCommandStore(({ commands }) => commands);
  const channels = useHubCall('hub.channels', 5_000) ?? [];
  const messages = useFoundMessages(only === null ? query : '');
  const offered = [...commands.values()].filter(({ id, title }) => id !== 'palette.open' && matchesIn(title, query));
  const drawing = (of: LucideIcon) => <Icon of={of} />;
  const itemOf = ({ id, title, keys, run }: Command): Item => {
    const end = keys === null ? null : <KeyCap keys={formatKeys(keys)} />;
    return { id, icon: drawing(drawingOf(id)), text: title, note: '', end, run };
  };
  const isView = ({ id }: Command) => id.startsWith('view.show.');
  const actions = offered.filter((command) => !isView(command)).map(itemOf);
  const views = offered.filter(isView).map(itemOf);
  const channelItems = channels
    .filter(({ name }) => matchesIn(name, query))
    .slice(0, mostChannels)
    .map(
      ({ app, protocol, name, kind, subscribers }): Item => ({
        id: `channel ${protocol} ${app} ${name}`,
        icon: <ChannelKindIcon kind={kind} />,
        text: name,
        isMono: true,
        note: t('clients', { count: subscribers }),
        end: t('showOnly'),
        run: () => {
          showOnlyChannel(name);
          showView('live');
        },
      }),
    );
  const messageItems = messages.map(
    (row): Item => ({
      id: `message ${row.seq}`,
      icon: <KindIcon kind={row.kind} action={row.action} />,
      text: row.event || row.summary,
      note: [row.channel, row.event === '' ? '' : row.summary].filter((text) => text !== '').join(' · '),
      end: formatInstant(row.atMs),
      run: () => {
        useTimeline.getState().setFollowing(false);
        useSelection.getState().select(row);
        showView('live');
      },
    }),
  );
  const filter: Item = {
    id: 'filter',
    icon: drawing(ListFilter),
    text: t('filterBy', { query }),
    note: '',
    end: null,
    run: () => {
      useTimeline.getState().setFilter(/\s/.test(query) ? textFilter(query) : query);
      showView('live');
    },
  };
  return [
    { title: t('actions'), items: only === 'channels' ? [] : actions },
    { title: t('views'), items: only === 'channels' ? [] : views },
    { title: t('channels'), items: only === 'actions' ? [] : channelItems },
    { title: t('messages'), items: only === null && query !== '' ? [...messageItems, filter] : [] },
  ];
}

function Marked({ text, query }: { text: string; query: string }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of matchesIn(text, query) ?? []) {
    parts.push(text.slice(at, from), <b key={from}>{text.slice(from, to)}</b>);
    at = to;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
