import { once } from 'node:events';
import type { CallClient } from '../contract/call-client';
import type { EntryBody, Row } from '../contract/entry';
import { limits } from '../contract/limits';
import type { ViewOpen, ViewState } from '../contract/view';
import { recordOf } from '../engine/transfer/entry-record';
import { refuseFilter } from './command';
import { terminalRow } from './terminal-row';

export interface FollowOptions {
  /** Begin with so many entries of the past. */
  readonly last: number;
  readonly json?: boolean | undefined;
  /** Only entries of this app. */
  readonly appId?: string | undefined;
  /** Entries up to and including this one are left out. */
  readonly after?: number;
}

/** Prints what a view gets, in its order, as fast as the output takes it. Never ends by itself. */
export async function follow(client: CallClient, filter: string, options: FollowOptions): Promise<never> {
  const changes = new Changes(client);
  const view =
    options.last > 0
      ? await openWithPast(client, filter, changes, options.last)
      : await openNow(client, filter, options.after);
  refuseFilter(view.problems);
  let state = changes.newest(view);
  let next = Math.max(state.first, state.first + state.length - options.last);
  for (;;) {
    while (next < state.first + state.length) {
      const { from, entries } = await (options.json === true ? bodies : rows)(
        client,
        view,
        Math.max(next, state.first),
      );
      await print(
        entries.filter(({ row }) => options.appId === undefined || row.app === options.appId),
        options,
      );
      next = Math.max(from + entries.length, entries.length === 0 ? state.first + state.length : 0);
      state = changes.newest(view);
    }
    state = await changes.after(state);
  }
}

/** Nothing of the past: a search through it would only cost. */
async function openNow(client: CallClient, filter: string, after?: number): Promise<ViewOpen> {
  if (after !== undefined) return client.call('view.open', { filter, after });
  const { viewId, lastSeq } = await client.call('view.open', { filter: '' });
  await client.call('view.close', { viewId });
  return client.call('view.open', { filter, after: lastSeq });
}

/** The last ones are known once that many are found, or all is searched. */
async function openWithPast(client: CallClient, filter: string, changes: Changes, last: number): Promise<ViewOpen> {
  const view = await client.call('view.open', { filter });
  let state = changes.newest(view);
  while (view.problems.length === 0 && !state.complete && state.length < last) state = await changes.after(state);
  return { ...state, problems: view.problems };
}

async function bodies(client: CallClient, { viewId }: ViewOpen, from: number) {
  return client.call('view.bodies', { viewId, from, count: limits.windowRows });
}

async function rows(client: CallClient, { viewId }: ViewOpen, from: number) {
  const window = await client.call('view.rows', { viewId, from, count: limits.windowRows });
  return { from: window.from, entries: window.rows.map((row) => ({ row })) };
}

/** A reader that is slow (a pipe, a pager) slows us down, and nothing piles up here. */
async function print(entries: readonly (EntryBody | { readonly row: Row })[], { json }: FollowOptions): Promise<void> {
  const hasColours = process.stdout.isTTY === true && !process.env.NO_COLOR;
  const lines = entries.map((entry) => {
    return json === true && 'rawBase64' in entry ? JSON.stringify(recordOf(entry)) : terminalRow(entry.row, hasColours);
  });
  if (lines.length > 0 && !process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain');
}

/** The states of views as they are told, waited for one by one. */
class Changes {
  private readonly states = new Map<number, ViewState>();
  private wake: () => void = () => {};

  constructor(client: CallClient) {
    client.signals.on('view.changed', (state) => {
      this.states.set(state.viewId, state);
      this.wake();
    });
  }

  newest(known: ViewState): ViewState {
    const told = this.states.get(known.viewId);
    return told !== undefined && told.revision > known.revision ? told : known;
  }

  async after(known: ViewState): Promise<ViewState> {
    for (;;) {
      const state = this.newest(known);
      if (state.revision > known.revision) return state;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}
