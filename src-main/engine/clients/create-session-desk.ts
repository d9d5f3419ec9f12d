import type { Recorder } from '../capture/recorder';
import type { Clock } from '../clock';
import { ProfileBook } from '../profiles/profile-book';
import type { ProtocolModule } from '../protocols/protocol-module';
import { createDial } from './dial';
import { SessionDesk } from './session-desk';

export interface SessionDeskParts {
  readonly dataDir: string;
  /** From the keychain of the system; null where there is none. */
  readonly vaultKey: Buffer | null;
  readonly protocols: readonly Pick<ProtocolModule, 'descriptor' | 'client'>[];
  readonly clock: Clock;
  readonly recorder: Recorder;
  /** The folder that is open, '' for none. */
  readonly workspace: () => string;
  changed(): void;
}

/** The profiles of a folder, and how their sessions are run. Nothing is connected by itself. */
export async function createSessionDesk(parts: SessionDeskParts) {
  const { dataDir, vaultKey, protocols, clock, recorder, workspace, changed } = parts;
  const sides = new Map(
    protocols.flatMap(({ descriptor, client }) => (client === undefined ? [] : [[descriptor.id, client] as const])),
  );
  const book = await ProfileBook.open(dataDir, vaultKey, (protocol) => sides.get(protocol)?.form.fields, workspace);
  const desk = new SessionDesk(book, sides, { clock, random: Math.random, dial: createDial(), recorder, changed });
  return { desk, problems: [...book.problems, ...desk.problems] };
}
