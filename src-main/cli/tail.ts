import { once } from 'node:events';
import { type Command, InvalidArgumentError } from 'commander';
import type { CallClient } from '../contract/call-client';
import type { EntryBody, Row } from '../contract/entry';
import { limits } from '../contract/limits';
import type { ViewOpen, ViewState } from '../contract/view';
import { recordOf } from '../engine/transfer/entry-record';
import { attach } from './attach';
import { appOption, type CommonOptions, dataOption, filterHelp, refuseFilter } from './command';
import { terminalRow } from './terminal-row';

interface TailOptions extends CommonOptions {
  readonly last: number;
}

const help = `
Begins now, or with the last N entries, and follows until Ctrl-C. With --json each line is an entry with its body, as
export --format ndjson writes it.
${filterHelp}

Examples:
  $ hubbub tail
  $ hubbub tail --last 20 kind:refused
  $ hubbub tail --json channel:orders | jq .body

Exit codes: 0 ended by Ctrl-C or by the reader of a pipe, 2 bad usage, 3 no engine, or it went away.`;

export function addTail(program: Command): void {
  program
    .command('tail')
    .description('Print entries of the running engine as they are recorded.')
    .argument('[FILTER...]', 'only entries that match')
    .option('--last <N>', 'begin with the last N entries that match', count, 0)
    .addOption(appOption('only entries of this app'))
    .addOption(dataOption())
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', help)
    .action(async (filter: readonly string[], options: TailOptions) => {
      const { client, gone } = await attach(options.data);
      const interrupted = once(process, 'SIGINT');
      await Promise.race([follow(client, filter.join(' '), options), gone, interrupted, once(process, 'SIGTERM')]);
      client.close();
    });
}

/** Prints what a view gets, in its order, as fast as the output takes it. Never ends by itself. */
async function follow(client: CallClient, filter: string, options: TailOptions): Promise<never> {
  const changes = new Changes(client);
  const view =
    options.last > 0 ? await openWithPast(client, filter, changes, options.last) : await openNow(client, filter);
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
async function openNow(client: CallClient, filter: string): Promise<ViewOpen> {
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
async function print(entries: readonly (EntryBody | { readonly row: Row })[], { json }: TailOptions): Promise<void> {
  const hasColours = process.stdout.isTTY === true && !process.env.NO_COLOR;
  const lines = entries.map((entry) => {
    return json === true && 'rawBase64' in entry ? JSON.stringify(recordOf(entry)) : terminalRow(entry.row, hasColours);
  });
  if (lines.length > 0 && !process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain');
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('It has to be a number of entries.');
  return number;
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
