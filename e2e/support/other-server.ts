import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from './host';
import { serve } from './served-engine';

/** The hub of a Hubbub of its own: a server like any other to a client. */
export interface OtherServer {
  readonly hub: URL;
  readonly dataDir: string;
  /** Ends it early. */
  stop(): Promise<unknown>;
}

/** As `hubbub watch` takes it; of the app of the usual examples. */
export const addressOf = ({ host }: URL) => `pusher://your_app_key:your_app_secret@${host}/12345`;

export const testWithOther = test.extend<{ other: OtherServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern where nothing is used
  other: async ({}, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'hubbub-other-'));
    const engine = await serve(dataDir);
    let ended: Promise<unknown> | null = null;
    const stop = () => {
      ended ??= engine.stop();
      return ended;
    };
    await use({ hub: engine.hub, dataDir, stop });
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  },
});
