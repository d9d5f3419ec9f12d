/** The hub with its capture and statistics on, as the engine wires it, or with none at all. Arguments: data folder, `on` or `off`. */
import { resolve } from 'node:path';
import { createRecorder } from '../../src-main/engine/capture/create-recorder';
import type { Recorder } from '../../src-main/engine/capture/recorder';
import { createDatabase } from '../../src-main/engine/database/create-database';
import { defaultApp } from '../../src-main/engine/hub/apps';
import { createHub } from '../../src-main/engine/hub/create-hub';
import { createProtocols } from '../../src-main/engine/protocols';
import { createStatistics } from '../../src-main/engine/statistics/create-statistics';
import { createStore } from '../../src-main/engine/store/create-store';
import type { Store } from '../../src-main/engine/store/store';
import { createSystemClock } from '../../src-main/engine/system-clock';
import { serveCommands } from '../harness/serve-commands';

/** Few enough that retention has something to delete all the time. */
const retention = { entries: 20_000 };
const readEveryMs = 1_000 / 15;
const windowRows = 200;

const clock = createSystemClock();

/** A page that follows: asks for the last rows of a view as often as it is told of changes. */
async function follow(store: Store, filter: string): Promise<void> {
  const { viewId } = await store.openView(filter, 0);
  let askedMs = 0;
  store.onViewChanged(async (state) => {
    if (state.viewId !== viewId || clock.nowMs() - askedMs < readEveryMs) return;
    askedMs = clock.nowMs();
    const from = Math.max(state.first, state.first + state.length - windowRows);
    // At the end the store closes over what was asked last.
    await store.rows(viewId, from, windowRows).catch(() => {});
  });
}

async function capture(dataDir: string) {
  const workerDir = resolve('out/engine');
  const store = await createStore({ dataDir, workerDir, clock, retention });
  const database = await createDatabase({ dataDir, workerDir, clock });
  const statistics = createStatistics({ clock, database, run: store.runId, onProblem: () => {} });
  const recorder = createRecorder({ clock, store, observers: statistics.observers });
  await follow(store, '');
  await follow(store, 'kind:publish');
  const close = async () => {
    await statistics.close();
    await Promise.all([store.close(), database.close()]);
  };
  return { recorder, close };
}

function noCapture() {
  let seq = 0;
  const recorder: Recorder = {
    record() {
      seq += 1;
      return seq;
    },
  };
  return { recorder, close: async () => {} };
}

async function main(dataDir: string, isOn: boolean): Promise<void> {
  const { recorder, close } = isOn ? await capture(dataDir) : noCapture();
  const apps = [{ ...defaultApp, clientEventsPerSecond: Number.MAX_SAFE_INTEGER }];
  const hub = createHub({
    recorder,
    clock,
    random: Math.random,
    apps,
    protocols: createProtocols(),
    firstConnectionId: 1,
  });
  const [listener] = await hub.listen([{ host: '127.0.0.1', port: 0, asked: true }]);
  serveCommands({ port: () => Number(new URL(listener?.url ?? '').port) }, async () => {
    await hub.close();
    await close();
  });
}

const [dataDir = '', mode] = process.argv.slice(2);
void main(dataDir, mode === 'on');
