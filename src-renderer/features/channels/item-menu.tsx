import { Copy, EyeOff, ListFilter, ListPlus, SendHorizontal } from 'lucide-react';
import { copyText } from '../../state/clipboard';
import { compose } from '../../state/draft';
import { hide, showOnly, toggleChannel } from '../../state/timeline';
import { MenuAtPoint, MenuItem, MenuLine, type MenuPoint } from '../../ui/menu';
import type { TreeItem } from './tree-items';

/** What can be done with a channel, or with a member of one. */
export function ItemMenu({
  item,
  point,
  onClose,
  onPicked,
}: {
  item: TreeItem;
  point: MenuPoint;
  onClose: () => void;
  onPicked: (() => void) | undefined;
}) {
  if (item.kind === 'member') {
    return <ClientMenu client={item.member.userId} point={point} onClose={onClose} onPicked={onPicked} />;
  }
  if (item.kind === 'source') return null;
  const { name, app } = item.channel;
  return (
    <MenuAtPoint label={name} point={point} onClose={onClose}>
      <MenuItem
        icon={ListFilter}
        onAction={() => {
          showOnly('channel', name);
          onPicked?.();
        }}
      >
        Show only this channel
      </MenuItem>
      <MenuItem icon={ListPlus} keyCap="Ctrl Enter" onAction={() => toggleChannel(name)}>
        Show this one as well
      </MenuItem>
      <MenuItem icon={EyeOff} onAction={() => hide('channel', name)}>
        Hide this channel
      </MenuItem>
      <MenuLine />
      <MenuItem
        icon={SendHorizontal}
        onAction={() => {
          onPicked?.();
          compose({ app, channel: name });
        }}
      >
        Send a message to it
      </MenuItem>
      <MenuItem icon={Copy} onAction={() => void copyText(name, 'the name of the channel')}>
        Copy its name
      </MenuItem>
    </MenuAtPoint>
  );
}

/** `client`: socket id or user id. */
export function ClientMenu({
  client,
  point,
  onClose,
  onPicked,
}: {
  client: string;
  point: MenuPoint;
  onClose: () => void;
  onPicked: (() => void) | undefined;
}) {
  return (
    <MenuAtPoint label={client} point={point} onClose={onClose}>
      <MenuItem
        icon={ListFilter}
        onAction={() => {
          showOnly('client', client);
          onPicked?.();
        }}
      >
        Show only this client
      </MenuItem>
      <MenuItem icon={EyeOff} onAction={() => hide('client', client)}>
        Hide this client
      </MenuItem>
      <MenuLine />
      <MenuItem icon={Copy} onAction={() => void copyText(client, 'the id')}>
        Copy its id
      </MenuItem>
    </MenuAtPoint>
  );
}
