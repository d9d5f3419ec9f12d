import type { EntryBody } from '../../../contract/entry';
import { quoteFilterValue } from '../../../contract/filter-completion';
import type { ViewId } from '../../../contract/ids';
import type { ViewState } from '../../../contract/view';
import type { CaptureReader } from '../../store/store';
import { receiversOf } from './absence';
import { failing, type Where } from './where';

/** Bodies read at once. */
const step = 100;

export interface Watched {
  readonly app: string;
  readonly channel: string;
  readonly event: string;
  readonly after: number;
}

/** Looks for the first entry that meets an expectation, as the capture grows. */
export class ArrivalWatch {
  /** Position of the first entry that was not looked at; null until the past is complete. */
  private next: number | null = null;
  private looking: Promise<EntryBody | null> | null = null;

  private constructor(
    private readonly reader: CaptureReader,
    private state: ViewState,
    private readonly watched: Watched,
    private readonly wheres: readonly Where[],
  ) {}

  static async open(reader: CaptureReader, watched: Watched, wheres: readonly Where[]): Promise<ArrivalWatch> {
    const { channel, event, after } = watched;
    const filter = `channel:${quoteFilterValue(channel)} event:${quoteFilterValue(event)} kind:deliver,client source:hub`;
    return new ArrivalWatch(reader, await reader.openView(filter, after), watched, wheres);
  }

  get viewId(): ViewId {
    return this.state.viewId;
  }

  /** The entry, if it is there by now. Asked again while it looks, it goes on where it is. */
  look(): Promise<EntryBody | null> {
    const before = (this.looking ?? Promise.resolve(null)).catch(() => null);
    this.looking = before.then(async (found) => found ?? (await this.search()));
    return this.looking;
  }

  close(): void {
    this.reader.closeView(this.viewId);
  }

  private async search(): Promise<EntryBody | null> {
    for (;;) {
      const from = Math.max(this.next ?? this.state.first, this.state.first);
      const { state, entries, from: first } = await this.reader.bodies(this.viewId, from, step);
      this.state = state;
      // Until the past is searched, older ones may still be put in front.
      if (!state.complete) continue;
      if (this.next === null && entries.length > 0 && first !== state.first) continue;
      const found = entries.find((entry) => this.meets(entry));
      if (found !== undefined) return found;
      this.next = first + entries.length;
      if (entries.length === 0 || this.next >= state.first + state.length) return null;
    }
  }

  private meets({ row, rawBase64 }: EntryBody): boolean {
    const isWanted = (this.watched.app === '' || row.app === this.watched.app) && receiversOf(row) > 0;
    return isWanted && failing(Buffer.from(rawBase64, 'base64'), this.wheres).length === 0;
  }
}
