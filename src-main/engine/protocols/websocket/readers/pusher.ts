import { type FrameReader, type FrameRole, reading } from '../../frame-reader';
import type { Codec } from '../../protocol-module';

const roles: Readonly<Record<string, FrameRole>> = {
  'pusher:ping': 'heartbeat',
  'pusher:pong': 'heartbeat',
  'pusher:subscribe': 'subscribe',
  'pusher:unsubscribe': 'unsubscribe',
  'pusher:error': 'error',
  'pusher:subscription_error': 'error',
};

/** By the codec of the Pusher protocol, which is handed in. */
export function pusherReader(codec: Codec): FrameReader {
  return {
    id: 'pusher',
    name: 'Pusher',
    read(bytes, isBinary) {
      if (isBinary) return null;
      const { event, channel, data, note } = codec.decode(bytes);
      if (event === '') return null;
      const isOwn = event.startsWith('pusher:') || event.startsWith('pusher_internal:');
      const named = typeof data === 'object' && data !== null && 'channel' in data ? data.channel : '';
      return reading({
        role: roles[event] ?? (isOwn ? 'chatter' : 'message'),
        event,
        channel: channel || (typeof named === 'string' ? named : ''),
        payload: data === undefined ? '' : JSON.stringify(data),
        note,
      });
    },
  };
}
