import { limits } from '../../contract/limits';
import type { Problem } from '../../contract/problem';
import type { Profile } from '../../contract/profile';
import type { SessionFact } from '../../contract/session';
import type { Recorder } from '../capture/recorder';
import type { Clock } from '../clock';
import type { ClientContext, ClientEnd, ClientEntry } from './client-side';
import type { Dial } from './dial';
import type { SessionChannels } from './session-channels';

interface AttemptParts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly dial: Dial;
  readonly recorder: Recorder;
  changed(): void;
}

/** The session an attempt is of, as the attempt sees it. */
interface AttemptOwner {
  readonly channels: SessionChannels;
  readonly memory: Map<string, string>;
  lostAtMs: number | null;
  count(entry: ClientEntry): void;
  opened(facts: readonly SessionFact[]): void;
  tell(change: { facts?: readonly SessionFact[]; problem?: Problem | null }): void;
  over(end: ClientEnd): void;
}

/** What one attempt is handed. Once it is over nothing it says is heard. */
export class Attempt implements ClientContext {
  isOver = false;
  readonly clock;
  readonly random;
  readonly dial;
  readonly memory;

  constructor(
    private readonly parts: AttemptParts,
    private readonly profile: Profile,
    private readonly mask: (entry: ClientEntry) => ClientEntry,
    private readonly session: AttemptOwner,
  ) {
    this.clock = parts.clock;
    this.random = parts.random;
    this.dial = parts.dial;
    this.memory = session.memory;
  }

  record(entry: ClientEntry): number {
    const { id, protocol } = this.profile;
    this.session.count(entry);
    return this.parts.recorder.record({ ...this.mask(entry), protocol, source: id });
  }

  missed: ClientContext['missed'] = (what) =>
    this.whileCurrent(() => {
      const fromMs = this.session.lostAtMs;
      if (fromMs === null) return;
      this.session.lostAtMs = null;
      const reason = `${what} could not be seen: the connection to ${this.profile.name} was lost.`;
      const detail = { count: null, fromMs, toMs: this.clock.nowMs(), reason };
      this.record({ kind: 'gap', detail, summary: `Number unknown. ${reason}`.slice(0, limits.summaryChars) });
    });

  madeUp: ClientContext['madeUp'] = () =>
    this.whileCurrent(() => {
      this.session.lostAtMs = null;
    });

  opened: ClientContext['opened'] = (facts) => this.whileCurrent(() => this.session.opened(facts));
  facts: ClientContext['facts'] = (facts) => this.whileCurrent(() => this.session.tell({ facts }));
  problem: ClientContext['problem'] = (problem) => this.whileCurrent(() => this.session.tell({ problem }));

  channel: ClientContext['channel'] = (name, change) =>
    this.whileCurrent(() => {
      this.session.channels.change(name, change);
      this.parts.changed();
    });

  found: ClientContext['found'] = (channels) =>
    this.whileCurrent(() => {
      this.session.channels.found = channels.slice(0, limits.sessionChannels);
      this.parts.changed();
    });

  ended: ClientContext['ended'] = (end) =>
    this.whileCurrent(() => {
      this.isOver = true;
      this.session.over(end);
    });

  private whileCurrent(act: () => void): void {
    if (!this.isOver) act();
  }
}
