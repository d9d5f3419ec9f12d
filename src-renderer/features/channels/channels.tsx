import { Plug } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useHubCall } from '../../engine/hooks';
import { useScreenTag } from '../../languages/use-words';
import { wordsOf } from '../../languages/words';
import { useConnections } from '../../state/connections';
import { regionRef } from '../../state/regions';
import { useSessions } from '../../state/sessions';
import { Button } from '../../ui/button';
import { SearchField } from '../../ui/search-field';
import { ChannelTree } from './channel-tree';
import styles from './channels.module.css';
import { Clients } from './clients';
import { NothingYet } from './nothing-yet';

const t = wordsOf('channels');

const noChannels: never[] = [];
const searchField = regionRef('channels');

/** Channels of the hub, and who is connected. `onPicked` is told when the timeline was narrowed to one. */
export function Channels(props: ChannelsProps) {
  // Made anew in another language.
  return <InLanguage key={useScreenTag()} {...props} />;
}

interface ChannelsProps {
  readonly autoFocus?: boolean;
  readonly onPicked?: () => void;
}

function InLanguage({ autoFocus = false, onPicked }: ChannelsProps) {
  const hub = useHubCall('hub.state', 1_000);
  const channels = useHubCall('hub.channels', 1_000);
  const connections = useHubCall('hub.connections', 1_000);
  const [find, setFind] = useState('');
  const tree = useRef<HTMLElement | null>(null);
  const all = channels ?? noChannels;
  const wanted = find.trim().toLowerCase();
  const sessions = useSessions(({ list }) => list);
  const openForm = useConnections(({ openForm }) => openForm);
  const isFound = ({ name }: { readonly name: string }) => name.toLowerCase().includes(wanted);
  const isNothingFound =
    !all.some(isFound) &&
    !sessions.some(({ channels, found }) => wanted === '' || channels.some(isFound) || found?.some(isFound));
  const downIntoTree = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' || tree.current === null) return;
    event.preventDefault();
    tree.current.focus();
  };
  return (
    <aside className={styles.pane} aria-label={t('title')}>
      <div className={styles.head}>
        <h2>{t('title')}</h2>
        <Button
          size="small"
          icon={Plug}
          onPress={() => {
            openForm(null);
            onPicked?.();
          }}
        >
          {t('connect')}
        </Button>
      </div>
      <div className={styles.find}>
        <SearchField
          label={t('find')}
          autoFocus={autoFocus}
          value={find}
          onChange={setFind}
          onKeyDown={downIntoTree}
          inputRef={searchField}
        />
      </div>
      <div className={styles.tree}>
        {isNothingFound ? (
          channels !== null && <NothingYet hub={hub} find={find} onClear={() => setFind('')} />
        ) : (
          <ChannelTree
            channels={all}
            sessions={sessions}
            find={find}
            onPicked={onPicked}
            elementRef={(element) => {
              tree.current = element;
            }}
          />
        )}
      </div>
      {connections !== null && <Clients connections={connections} onPicked={onPicked} />}
    </aside>
  );
}
