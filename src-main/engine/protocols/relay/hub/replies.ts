import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import type { RelayReply } from '../../../../contract/relay';
import { fitsStars } from '../../../hub/star-pattern';
import { app, protocol } from './names';
import type { RelayPeer } from './peer';
import { answer, publish, type RelayScope } from './say';

/** What happened that the relay may have something to say about; `message` is '' for a connection that opened. */
export interface Occasion {
  readonly when: RelayReply['when'];
  readonly peer: RelayPeer;
  readonly message: string;
  readonly cause: Seq;
}

/** Says what the settings have it say. Nothing it says is an occasion of its own, so replies cannot chase each other. */
export function reply(scope: RelayScope, replies: readonly RelayReply[], occasion: Occasion): void {
  replies.forEach((one, at) => {
    if (isMeant(one, occasion)) {
      say(scope, one, at + 1, occasion);
    }
  });
}

function isMeant({ when, path, match }: RelayReply, occasion: Occasion): boolean {
  return (
    when === occasion.when &&
    (path === '' || fitsStars(occasion.peer.path, path)) &&
    (match === '' || when === 'open' || fitsStars(occasion.message, match))
  );
}

function say(scope: RelayScope, { text, to }: RelayReply, number: number, { peer, message, cause }: Occasion): void {
  const values: { readonly [name: string]: string } = { message, path: peer.path, connection: peer.name };
  const size = text.length + (text.split('{message}').length - 1) * message.length;
  if (size > limits.frameBytes / 4) {
    tooLong(scope, peer, number, cause);
    return;
  }
  const filled = text.replace(/\{(message|path|connection)\}/g, (_, name: string) => values[name] ?? '');
  const payload = Buffer.from(filled);
  const detail = { reply: number };
  if (to === 'sender') {
    answer(scope, peer, { payload, isBinary: false, cause, detail });
  } else {
    publish(scope, { room: peer.room, payload, isBinary: false, except: null, cause, detail });
  }
}

/** A long message, repeated often enough. */
function tooLong({ context }: RelayScope, { connection, room }: RelayPeer, number: number, cause: Seq): void {
  const reason = `Reply ${number} of the settings is not sent: with the message filled in it is too long.`;
  context.recorder.record({
    kind: 'error',
    direction: 'down',
    protocol,
    app,
    connection: connection.id,
    channel: room,
    cause,
    detail: { reason, hint: 'Let the reply repeat {message} less often.' },
    summary: reason,
  });
}
