import { Copy, EyeOff, ListFilter, ListPlus, SendHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { wordsOf } from '../../languages/words';
import { copyText } from '../../state/clipboard';
import { hide, toggleChannel } from '../../state/timeline';
import { MenuItem, MenuLine } from '../../ui/menu';

const t = wordsOf('channels');

/** What can be done with any channel, the hub's or a session's; `children` are more of one of them. */
export function ChannelItems({
  name,
  onOnly,
  onSend,
  onPicked,
  children,
}: {
  name: string;
  onOnly: () => void;
  onSend: () => void;
  onPicked: (() => void) | undefined;
  children?: ReactNode;
}) {
  return (
    <>
      <MenuItem
        icon={ListFilter}
        onAction={() => {
          onOnly();
          onPicked?.();
        }}
      >
        {t('menu.onlyChannel')}
      </MenuItem>
      <MenuItem icon={ListPlus} keyCap="Ctrl Enter" onAction={() => toggleChannel(name)}>
        {t('menu.addChannel')}
      </MenuItem>
      <MenuItem icon={EyeOff} onAction={() => hide('channel', name)}>
        {t('menu.hideChannel')}
      </MenuItem>
      <MenuLine />
      <MenuItem
        icon={SendHorizontal}
        onAction={() => {
          onPicked?.();
          onSend();
        }}
      >
        {t('menu.send')}
      </MenuItem>
      {children}
      <CopyName name={name} />
    </>
  );
}

export function CopyName({ name }: { name: string }) {
  return (
    <MenuItem icon={Copy} onAction={() => void copyText(name, t('menu.name'))}>
      {t('menu.copyName')}
    </MenuItem>
  );
}
