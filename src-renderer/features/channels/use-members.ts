import { useEffect, useState } from 'react';
import type { ChannelSummary, Member } from '../../../src-main/contract/hub';
import { useEngine } from '../../engine/hooks';
import { channelId } from './tree-items';

const nobody: ReadonlyMap<string, readonly Member[]> = new Map();

/** Members of the open channels by the channel's id, asked again with every new list of channels. */
export function useMembers(
  channels: readonly ChannelSummary[],
  openChannels: ReadonlySet<string>,
): ReadonlyMap<string, readonly Member[]> {
  const engine = useEngine();
  const [members, setMembers] = useState(nobody);
  useEffect(() => {
    const open = channels.filter((channel) => openChannels.has(channelId(channel)));
    if (open.length === 0) return;
    let isOver = false;
    const asked = open.map(async (channel) => {
      const { app, name } = channel;
      return [channelId(channel), await engine.call('hub.members', { app, channel: name })] as const;
    });
    Promise.all(asked).then(
      (answers) => isOver || setMembers(new Map(answers)),
      () => {},
    );
    return () => {
      isOver = true;
    };
  }, [engine, channels, openChannels]);
  return members;
}
