import { type FrameReader, type FrameRole, reading, textOf } from '../../frame-reader';
import { objectOf } from './json-objects';

const types: Readonly<Record<number, readonly [string, FrameRole]>> = {
  1: ['invocation', 'message'],
  2: ['stream item', 'message'],
  3: ['completion', 'message'],
  4: ['stream invocation', 'message'],
  5: ['cancel', 'chatter'],
  6: ['ping', 'heartbeat'],
  7: ['close', 'chatter'],
  8: ['ack', 'chatter'],
  9: ['sequence', 'chatter'],
};
const separator = '\x1e';

/** SignalR with JSON: messages end with 0x1e, several may stand in one. */
export const signalrReader: FrameReader = {
  id: 'signalr',
  name: 'SignalR',
  read(bytes, isBinary, isUp) {
    if (isBinary) return null;
    const parts = textOf(bytes)
      .split(separator)
      .filter((part) => part !== '');
    const text = parts[0] ?? '';
    const object = objectOf(text);
    if (object === null) return null;
    const note = parts.length > 1 ? `${parts.length} messages in one frame` : '';
    const [name, role] = types[Number(object.type)] ?? ['handshake', 'chatter'];
    const target = typeof object.target === 'string' ? object.target : '';
    const event = target || (name === 'handshake' && !isUp && object.error !== undefined ? 'handshake error' : name);
    return reading({ role, event, payload: text, facts: [['SignalR message', name]], note });
  },
};
