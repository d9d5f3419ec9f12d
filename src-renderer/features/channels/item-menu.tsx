import { Copy, EyeOff, ListFilter } from 'lucide-react';
import { wordsOf } from '../../languages/words';
import { copyText } from '../../state/clipboard';
import { compose } from '../../state/draft';
import { hide, showOnly } from '../../state/timeline';
import { MenuAtPoint, MenuItem, MenuLine, type MenuPoint } from '../../ui/menu';
import { ChannelItems } from './channel-items';
import { FoundMenu, SourceMenu } from './source-menu';
import type { TreeItem } from './tree-items';

const t = wordsOf('channels');

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
  if (item.kind === 'member' || item.kind === 'watchedMember') {
    return <ClientMenu client={item.member.userId} point={point} onClose={onClose} onPicked={onPicked} />;
  }
  if (item.kind === 'found') return <FoundMenu item={item} point={point} onClose={onClose} />;
  if (item.kind !== 'channel') return <SourceMenu item={item} point={point} onClose={onClose} onPicked={onPicked} />;
  const { name, app } = item.channel;
  return (
    <MenuAtPoint label={name} point={point} onClose={onClose}>
      <ChannelItems
        name={name}
        onOnly={() => showOnly('channel', name)}
        onSend={() => compose({ app, channel: name })}
        onPicked={onPicked}
      />
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
        {t('menu.onlyClient')}
      </MenuItem>
      <MenuItem icon={EyeOff} onAction={() => hide('client', client)}>
        {t('menu.hideClient')}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={Copy} onAction={() => void copyText(client, t('menu.id'))}>
        {t('menu.copyId')}
      </MenuItem>
    </MenuAtPoint>
  );
}
