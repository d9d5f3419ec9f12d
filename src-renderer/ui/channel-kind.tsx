import { Hash, Lock, UsersRound } from 'lucide-react';
import type { ChannelKind } from '../../src-main/contract/hub';
import { Icon } from './icon';

const drawings = { public: Hash, private: Lock, presence: UsersRound } as const;

export const channelKindWords: Readonly<Record<ChannelKind, string>> = {
  public: 'public channel',
  private: 'private channel',
  presence: 'presence channel',
};

export function ChannelKindIcon({ kind }: { kind: ChannelKind }) {
  return <Icon of={drawings[kind]} size={14} />;
}
