import { CircleMinus, CirclePlus, EyeOff, Info, ListFilter, Pencil, Plug, Unplug } from 'lucide-react';
import { useSessionActs } from '../../engine/follow-sessions';
import { wordsOf } from '../../languages/words';
import { openSession, useConnections } from '../../state/connections';
import { composeTo } from '../../state/draft';
import { hide, showOnly, showOnlyChannelOf } from '../../state/timeline';
import { MenuAtPoint, MenuItem, MenuLine, type MenuPoint } from '../../ui/menu';
import { ChannelItems, CopyName } from './channel-items';
import type { TreeItem } from './tree-items';

const t = wordsOf('channels');

interface MenuProps<K extends TreeItem['kind']> {
  readonly item: Extract<TreeItem, { kind: K }>;
  readonly point: MenuPoint;
  readonly onClose: () => void;
}

/** What can be done with a source, or with a channel of a session. */
export function SourceMenu({
  item,
  point,
  onClose,
  onPicked,
}: MenuProps<'source' | 'session' | 'watched'> & { readonly onPicked: (() => void) | undefined }) {
  if (item.kind === 'watched') return <WatchedMenu item={item} point={point} onClose={onClose} onPicked={onPicked} />;
  const source = item.kind === 'source' ? 'hub' : item.session.profile.id;
  return (
    <MenuAtPoint
      label={item.kind === 'source' ? item.label : item.session.profile.name}
      point={point}
      onClose={onClose}
    >
      <MenuItem
        icon={ListFilter}
        onAction={() => {
          showOnly('source', source);
          onPicked?.();
        }}
      >
        {t('menu.onlySource')}
      </MenuItem>
      <MenuItem icon={EyeOff} onAction={() => hide('source', source)}>
        {t('menu.hideSource')}
      </MenuItem>
      {item.kind === 'session' && <SessionItems item={item} onPicked={onPicked} />}
    </MenuAtPoint>
  );
}

function SessionItems({
  item: { session },
  onPicked,
}: {
  item: Extract<TreeItem, { kind: 'session' }>;
  onPicked: (() => void) | undefined;
}) {
  const { connect, disconnect } = useSessionActs();
  const openForm = useConnections(({ openForm }) => openForm);
  const { id } = session.profile;
  const isRunning = session.phase !== 'off' && session.phase !== 'failed';
  return (
    <>
      <MenuLine />
      <MenuItem
        icon={Info}
        onAction={() => {
          onPicked?.();
          openSession(id);
        }}
      >
        {t('menu.session')}
      </MenuItem>
      {isRunning ? (
        <MenuItem icon={Unplug} onAction={() => void disconnect(id)}>
          {t('menu.disconnect')}
        </MenuItem>
      ) : (
        <MenuItem icon={Plug} onAction={() => void connect(id)}>
          {t('menu.connect')}
        </MenuItem>
      )}
      <MenuItem icon={Pencil} onAction={() => openForm(id)}>
        {t('menu.edit')}
      </MenuItem>
    </>
  );
}

function WatchedMenu({
  item: { profile, channel },
  point,
  onClose,
  onPicked,
}: MenuProps<'watched'> & { readonly onPicked: (() => void) | undefined }) {
  const { unsubscribe } = useSessionActs();
  const { name } = channel;
  return (
    <MenuAtPoint label={name} point={point} onClose={onClose}>
      <ChannelItems
        name={name}
        onOnly={() => showOnlyChannelOf(profile, name)}
        onSend={() => composeTo(profile, { channel: name })}
        onPicked={onPicked}
      >
        <MenuItem icon={CircleMinus} onAction={() => void unsubscribe(profile, name)}>
          {t('menu.unsubscribe')}
        </MenuItem>
      </ChannelItems>
    </MenuAtPoint>
  );
}

export function FoundMenu({ item: { profile, found }, point, onClose }: MenuProps<'found'>) {
  const { subscribe } = useSessionActs();
  return (
    <MenuAtPoint label={found.name} point={point} onClose={onClose}>
      <MenuItem icon={CirclePlus} onAction={() => void subscribe(profile, found.name, '')}>
        {t('menu.subscribe')}
      </MenuItem>
      <CopyName name={found.name} />
    </MenuAtPoint>
  );
}
