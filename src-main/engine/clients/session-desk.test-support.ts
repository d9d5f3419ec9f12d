import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ProfileInput } from '../../contract/profile';
import type { SessionState } from '../../contract/session';
import type { Clock } from '../clock';
import { systemClock } from '../hub/clocks.test-support';
import { MemoryRecorder } from '../hub/memory-recorder.test-support';
import { ProfileBook } from '../profiles/profile-book';
import type { ProtocolModule } from '../protocols/protocol-module';
import { createDial } from './dial';
import { SessionDesk } from './session-desk';

export interface DeskUnderTest {
  readonly desk: SessionDesk;
  readonly recorder: MemoryRecorder;
  readonly dataDir: string;
  /** Resolves with the state of a profile's session as soon as it passes. */
  until(id: string, test: (state: SessionState) => boolean): Promise<SessionState>;
  /** Makes a profile and connects it. */
  start(input: ProfileInput): Promise<SessionState>;
}

/** A desk of its own in a temporary folder, ended with the test. `dataDir`: an older one's. */
export async function startDesk(
  protocols: readonly Pick<ProtocolModule, 'descriptor' | 'client'>[],
  { clock = systemClock, dataDir }: { clock?: Clock; dataDir?: string } = {},
): Promise<DeskUnderTest> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'hubbub-desk-'));
  const recorder = new MemoryRecorder();
  const waiting = new Set<() => void>();
  const sides = new Map(
    protocols.flatMap(({ descriptor, client }) => (client === undefined ? [] : [[descriptor.id, client] as const])),
  );
  const book = await ProfileBook.open(folder, null, (protocol) => sides.get(protocol)?.form.fields);
  const changed = () => {
    for (const look of [...waiting]) look();
  };
  const desk = new SessionDesk(book, sides, { clock, random: () => 0.5, dial: createDial(), recorder, changed });
  onTestFinished(async () => {
    await desk.close();
    if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
  });
  const until = (id: string, test: (state: SessionState) => boolean) =>
    new Promise<SessionState>((resolve) => {
      const look = () => {
        const state = desk.list().find(({ profile }) => profile.id === id);
        if (state === undefined || !test(state)) return;
        waiting.delete(look);
        resolve(state);
      };
      waiting.add(look);
      look();
    });
  return {
    desk,
    recorder,
    dataDir: folder,
    until,
    async start(input) {
      const { profile } = await desk.put(input);
      return desk.connect(profile.id);
    },
  };
}
