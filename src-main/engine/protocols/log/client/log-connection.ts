import { limits } from '../../../../contract/limits';
import type { Problem } from '../../../../contract/problem';
import { ProblemError } from '../../../../contract/problem';
import type { SessionFact } from '../../../../contract/session';
import type { ClientConnection, ClientContext, ResolvedProfile } from '../../../clients/client-side';
import { ownEnd } from '../../../clients/tell';
import { readLogged } from '../../../formats/laravel-log';
import { summaryOf } from '../../../store/summary';
import { FollowLog } from './follow-log';
import { LogCutter } from './log-cutter';
import { inLog, projectProblem } from './project-words';

/** Follows one log and tells of the broadcasts in it. The log is only read: nothing can be sent. */
export class LogConnection implements ClientConnection {
  private readonly path: string;
  private readonly cutter: LogCutter;
  private readonly follower: FollowLog;
  private file = '';
  private hasFound = false;

  constructor(
    private readonly context: ClientContext,
    profile: ResolvedProfile,
  ) {
    this.path = String(profile.fields.path);
    const lastBytes = Math.max(0, Number(profile.fields.megabytes)) * 1_000_000;
    this.cutter = new LogCutter(
      limits.bodyBytes,
      (record) => this.found(record),
      (bytes) => this.tooLong(bytes),
    );
    this.follower = new FollowLog(this.path, lastBytes, context.clock, {
      bytes: (bytes) => this.cutter.feed(bytes),
      idle: () => this.cutter.flush(),
      file: (path, isNew) => this.begins(path, isNew),
      truncated: () => this.truncated(),
      trouble: (error) => this.trouble(error),
    });
  }

  subscribe(): void {}

  unsubscribe(): void {}

  async send(): Promise<never> {
    throw new ProblemError('not-supported', 'A log is only read: nothing can be sent through it.', '');
  }

  close(): void {
    this.follower.close();
    this.context.record({
      kind: 'connection',
      action: 'close',
      direction: 'up',
      detail: { reason: ownEnd },
    });
  }

  private begins(path: string, isNew: boolean): void {
    this.cutter.end();
    const isFirst = this.file === '';
    this.file = path;
    if (isFirst) {
      this.context.record({ kind: 'connection', action: 'open', direction: 'up', detail: { file: path } });
      this.context.opened(this.facts());
      projectProblem(this.path).then((problem) => {
        if (problem !== null && !this.hasFound) this.context.problem(problem);
      });
    } else {
      const summary = isNew ? `Followed from its beginning: ${path}` : `Followed: ${path}`;
      this.context.record({ kind: 'note', direction: 'down', detail: { file: path }, summary });
      this.context.facts(this.facts());
    }
  }

  private found(record: Buffer): void {
    const logged = readLogged(record.toString());
    if (logged === null) return;
    const { event, channels, payload, loggedAt, environment, level, format, note } = logged;
    this.context.record({
      kind: 'publish',
      direction: 'down',
      channel: channels.join(', '),
      event,
      body: record,
      detail: { file: this.file, loggedAt, environment, level, format },
      summary: payload === '' ? note : summaryOf('publish', Buffer.from(payload), null),
    });
    if (this.hasFound) return;
    this.hasFound = true;
    this.context.problem(inLog);
    this.context.facts(this.facts());
  }

  /** What it had is gone, and so is what was written to it since the last look. */
  private truncated(): void {
    this.cutter.end();
    const reason = `The log was cleared, and is read on from its beginning. What was written just before may not have been seen.`;
    this.gap(null, reason, `Number unknown. ${reason}`);
  }

  private tooLong(bytes: number): void {
    const reason = `A record of the log is longer than ${limits.bodyBytes.toLocaleString('en')} bytes, or never ends: ${bytes.toLocaleString('en')} bytes of it were left out.`;
    this.gap(1, reason, reason);
  }

  private gap(count: number | null, reason: string, summary: string): void {
    const nowMs = this.context.clock.nowMs();
    const detail = { count, fromMs: nowMs, toMs: nowMs, reason };
    this.context.record({ kind: 'gap', detail, summary: summary.slice(0, limits.summaryChars) });
  }

  /** Before a file is there the attempt has failed; later it is told of, and the next file is waited for. */
  private trouble(error: NodeJS.ErrnoException | null): void {
    const problem = error === null ? null : fileProblem(this.path, error);
    if (problem !== null && this.file === '' && problem.code !== 'not-found') {
      this.follower.close();
      this.context.ended({ retry: 'later', problem, advice: '' });
    } else if (problem === null) {
      this.context.problem(this.hasFound ? inLog : null);
    } else {
      this.context.problem(problem);
    }
  }

  private facts(): readonly SessionFact[] {
    return [
      { name: 'file', value: this.file },
      { name: 'driver', value: this.hasFound ? 'log' : 'nothing seen yet' },
    ];
  }
}

function fileProblem(path: string, { code, message }: NodeJS.ErrnoException): Problem {
  if (code === 'ENOENT') {
    const hint =
      'It is waited for. Laravel makes it with the first line it logs; LOG_CHANNEL may write elsewhere (stderr, syslog).';
    return { code: 'not-found', message: `There is no file ${path} yet, nor a dated one beside it.`, hint };
  }
  if (code === 'EACCES' || code === 'EPERM') {
    const hint = 'Its permissions belong to the user PHP runs as: chmod a+r, or run Hubbub as that user.';
    return { code: 'refused', message: `${path} may not be read by this user.`, hint };
  }
  return { code: 'unreachable', message: `${path} cannot be read: ${message}.`, hint: '' };
}
