import type { EntryInput } from '../capture/recorder';
import { AppTally } from './app-tally';
import { channelsOf } from './channels-of';
import { column } from './second-ring';

/** Apps are configured, so there are few. Beyond these, what is counted belongs to none. */
const mostApps = 256;

/**
 * Counts every entry as it is recorded, whether it is kept or not. Constant time and no allocation but for what is new:
 * it runs between the socket and the capture.
 */
export class TrafficCounter {
  /** Level of all connections of the hub, which is no sum of peaks. */
  readonly all: AppTally;
  private readonly tallies = new Map<string, AppTally>();
  private last: AppTally;

  constructor(readonly startMs: number) {
    const second = Math.floor(startMs / 1_000);
    this.all = new AppTally('*', second);
    this.last = new AppTally('', second);
    this.tallies.set('', this.last);
  }

  /** Those something was counted for; '' is what belongs to no app. */
  get apps(): readonly AppTally[] {
    return [...this.tallies.values()];
  }

  take(entry: EntryInput, atMs: number): void {
    const { kind } = entry;
    if (kind === 'gap' || kind === 'note') {
      return;
    }
    const second = Math.floor(atMs / 1_000);
    const tally = this.tallyOf(entry.app ?? '', second);
    const at = tally.at(second);
    const { cells } = tally;
    const bytes = entry.body === undefined ? 0 : entry.body.length;
    switch (kind) {
      case 'deliver': {
        const receivers = (entry.matched ?? 1) - (entry.excluded === undefined ? 0 : 1);
        add(cells, at + column.down, receivers);
        add(cells, at + column.bytesDown, receivers * bytes);
        return;
      }
      case 'publish':
        this.published(tally, at, entry, bytes);
        return;
      case 'client':
        this.sentUp(tally, at, entry, bytes);
        return;
      case 'connection':
        this.connection(tally, at, second, entry, bytes);
        return;
      case 'refused':
        add(cells, at + column.refused, 1);
        add(cells, at + column.bytesUp, bytes);
        tally.minute.failed(checkOf(entry));
        if ((entry.action === 'publish' || entry.action === 'client') && bytes > 0) {
          tally.minute.sizes.add(bytes);
        }
        return;
      case 'error':
        add(cells, at + column.errors, 1);
        add(cells, at + column.bytesUp, bytes);
        tally.minute.failed('error');
        return;
      case 'http':
        add(cells, at + column.bytesUp, bytes);
        return;
      default:
        add(cells, at + (entry.direction === 'down' ? column.chatterDown : column.chatterUp), 1);
        add(cells, at + (entry.direction === 'down' ? column.bytesDown : column.bytesUp), bytes);
    }
  }

  private published(tally: AppTally, at: number, entry: EntryInput, bytes: number): void {
    const { channel = '', event = '' } = entry;
    const { cells, minute } = tally;
    add(cells, at + column.bytesUp, bytes);
    minute.sizes.add(bytes);
    const channels = channelsOf(channel);
    add(cells, at + column.api, channels.length);
    for (const one of channels) {
      minute.channels.add(one, bytes);
    }
    minute.events.add(event, bytes);
  }

  private sentUp(tally: AppTally, at: number, entry: EntryInput, bytes: number): void {
    const { cells, minute } = tally;
    const receivers = (entry.matched ?? 1) - (entry.excluded === undefined ? 0 : 1);
    add(cells, at + column.up, 1);
    add(cells, at + column.bytesUp, bytes);
    add(cells, at + column.down, receivers);
    add(cells, at + column.bytesDown, receivers * bytes);
    minute.sizes.add(bytes);
    minute.channels.add(entry.channel ?? '', bytes);
    minute.events.add(entry.event ?? '', bytes);
  }

  private connection(tally: AppTally, at: number, second: number, entry: EntryInput, bytes: number): void {
    add(tally.cells, at + column.bytesDown, bytes);
    if (entry.action === 'open') {
      opened(tally, at);
      opened(this.all, this.all.at(second));
    } else if (entry.action === 'close') {
      closed(tally, at);
      closed(this.all, this.all.at(second));
      const livedMs = entry.detail?.livedMs;
      if (typeof livedMs === 'number') {
        tally.minute.lived(livedMs);
      }
    }
  }

  private tallyOf(app: string, second: number): AppTally {
    if (app === this.last.app) {
      return this.last;
    }
    let tally = this.tallies.get(app);
    if (tally === undefined) {
      tally = this.tallies.size < mostApps ? new AppTally(app, second) : (this.tallies.get('') as AppTally);
      if (tally.app === app) this.tallies.set(app, tally);
    }
    this.last = tally;
    return tally;
  }
}

function add(cells: Float64Array, at: number, count: number): void {
  cells[at] = (cells[at] as number) + count;
}

function opened({ cells }: AppTally, at: number): void {
  add(cells, at + column.opened, 1);
  add(cells, at + column.connections, 1);
  const connections = cells[at + column.connections] as number;
  if (connections > (cells[at + column.peak] as number)) {
    cells[at + column.peak] = connections;
  }
}

function closed({ cells }: AppTally, at: number): void {
  add(cells, at + column.closed, 1);
  // One that was opened before anything was counted here is none of ours.
  cells[at + column.connections] = Math.max(0, (cells[at + column.connections] as number) - 1);
}

function checkOf({ detail, action }: EntryInput): string {
  const check = detail?.check;
  return typeof check === 'string' ? check : (action ?? 'other');
}
