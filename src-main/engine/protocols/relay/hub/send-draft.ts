import type { Draft, SendResult } from '../../../../contract/hub';
import { limits } from '../../../../contract/limits';
import type { Problem } from '../../../../contract/problem';
import type { HubConnection } from '../../../hub/connection';
import type { RelayPeer } from './peer';
import type { Said, Saying } from './say';

export interface DraftParts {
  /** In whose name it is sent; undefined if that one is not there, null if in nobody's. */
  readonly peer: RelayPeer | null | undefined;
  readonly except: HubConnection | null;
  publish(saying: Saying): Said;
  say(peer: RelayPeer, payload: Uint8Array, room: string): Said;
  roomOf(path: string): string;
}

/** Sends what was typed as it is: to a room, or as one of its connections would. */
export function sendDraft(draft: Draft, { peer, except, publish, say, roomOf }: DraftParts): SendResult {
  const problem = faultOf(draft, peer);
  if (problem !== null) {
    return { ok: false, problem };
  }
  const payload = Buffer.from(draft.data);
  const room = roomOf(draft.channel);
  const detail = { sentBy: 'Hubbub', ...(draft.excludeSocketId === '' ? {} : excluded(draft, except)) };
  const said = peer == null ? publish({ room, payload, isBinary: false, except, detail }) : say(peer, payload, room);
  return { ok: true, publish: said.seq, matched: said.matched, excluded: said.excluded };
}

function excluded({ excludeSocketId }: Draft, except: HubConnection | null) {
  return { socketId: excludeSocketId, excludedKnown: except !== null };
}

function faultOf({ channel, data, asSocketId = '' }: Draft, peer: RelayPeer | null | undefined): Problem | null {
  const bytes = Buffer.byteLength(data);
  if (!channel.startsWith('/')) {
    const message = `A path begins with a slash, and ${channel.slice(0, 100) || 'nothing'} does not.`;
    return { code: 'bad-input', message, hint: 'Write the path pages connect to, such as / or /chat.' };
  }
  if (bytes > limits.frameBytes) {
    const message = `The message has ${bytes} bytes, at most ${limits.frameBytes} can be sent.`;
    return { code: 'bad-input', message, hint: 'Send less at once.' };
  }
  if (peer === undefined) {
    const message = `No connection ${asSocketId.slice(0, 100)} is open.`;
    return { code: 'not-found', message, hint: 'Choose one of those that are.' };
  }
  return null;
}
