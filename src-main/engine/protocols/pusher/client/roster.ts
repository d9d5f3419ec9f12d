import type { JsonValue } from '../../../../contract/entry';
import { membersOf } from '../../../../contract/json-text';
import type { SessionMember } from '../../../../contract/session';

const maxMembers = 10_000;

/** Members of presence channels as pusher-js keeps them: by `hash`, tolerant of what servers make of it (reference 2.5). */
export class Rosters {
  private readonly channels = new Map<string, Map<string, string>>();

  /** Data of subscription_succeeded. */
  begin(channel: string, data: JsonValue | undefined): readonly SessionMember[] {
    const presence = membersOf(membersOf(data).presence);
    const members = new Map(
      Object.entries(membersOf(presence.hash))
        .slice(0, maxMembers)
        .map(([id, info]) => [id, JSON.stringify(info)]),
    );
    this.channels.set(channel, members);
    return this.list(channel);
  }

  /** null if it is no member's event. */
  change(
    channel: string,
    isJoin: boolean,
    data: JsonValue | undefined,
  ): { user: string; members: readonly SessionMember[] } | null {
    const { user_id: id, user_info: info } = membersOf(data);
    if (typeof id !== 'string' && typeof id !== 'number') return null;
    const members = this.channels.get(channel) ?? new Map<string, string>();
    this.channels.set(channel, members);
    if (!isJoin) members.delete(String(id));
    else if (members.size < maxMembers) members.set(String(id), info === undefined ? '' : JSON.stringify(info));
    return { user: String(id), members: this.list(channel) };
  }

  forget(channel: string): void {
    this.channels.delete(channel);
  }

  private list(channel: string): readonly SessionMember[] {
    return [...(this.channels.get(channel) ?? [])].map(([userId, info]) => ({ userId, info }));
  }
}
