import { Hash, Lock, UsersRound } from 'lucide-react';
import type { ChannelKind } from '../../src-main/contract/hub';
import { wordsOf } from '../languages/words';
import { Icon } from './icon';

const drawings = { public: Hash, private: Lock, presence: UsersRound } as const;

/** 'private channel' */
export function channelKindWords(kind: ChannelKind): string {
  return wordsOf('kinds')(`channel.${kind}`);
}

/** The kind a name tells, where nobody says more; with `hasMembers` it is one with members. */
export function kindOfName(name: string, hasMembers: boolean): ChannelKind {
  if (hasMembers) return 'presence';
  return (/^(private|presence)-/.exec(name)?.[1] as ChannelKind | undefined) ?? 'public';
}

export function ChannelKindIcon({ kind }: { kind: ChannelKind }) {
  return <Icon of={drawings[kind]} size={14} />;
}
