import type { FrameReader } from '../frame-reader';
import type { Codec, ProtocolModule } from '../protocol-module';
import { createClient } from './client';
import { createCodec } from './codec';
import { descriptorWith } from './descriptor';
import { ReaderSet } from './reader-set';
import { ownReaders } from './readers';
import { pusherReader } from './readers/pusher';

/** What is read by other protocols of ours. */
export interface HandedReaders {
  readonly pusher: Codec;
  readonly others: readonly FrameReader[];
}

/** Any WebSocket there is. It is dialled only; the hub serves WebSockets by the protocols on top. */
export function createWebSocket({ pusher, others }: HandedReaders): ProtocolModule {
  const readers = new ReaderSet([pusherReader(pusher), ...others, ...ownReaders]);
  const client = createClient(readers);
  return { descriptor: descriptorWith(client.form), codec: createCodec(readers), client };
}
