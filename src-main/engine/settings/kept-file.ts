import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { limits } from '../../contract/limits';
import { type Problem, ProblemError } from '../../contract/problem';
import type { Clock, Timer } from '../clock';
import type { KeptTexts } from '../hub/hub-context';
import { moveAside, writePrivateFile } from './private-file';

const fileName = 'waiting.json';
const schema = z.record(z.string(), z.array(z.string()));
/** So soon after a change it is on disk; a killed process loses no more. */
const delayMs = 100;

/** What waits for the next run, in `waiting.json` of the data folder (mode 0600), of bounded size. */
export class KeptFile implements KeptTexts {
  private readonly lists = new Map<string, readonly string[]>();
  private timer: Timer | null = null;
  private writing: Promise<void> = Promise.resolve();
  private hasOverflowed = false;
  /** Told when it cannot be kept. */
  onProblem: (problem: Problem) => void = () => {};

  private constructor(
    private readonly path: string,
    private readonly clock: Clock,
    private readonly left: Map<string, readonly string[]>,
    /** What was left could not be read; null if it could. */
    readonly problem: Problem | null,
  ) {}

  /** A file that cannot be read is moved aside, which `problem` says. */
  static async open(dataDir: string, clock: Clock): Promise<KeptFile> {
    const path = join(dataDir, fileName);
    const text = await readFile(path, 'utf8').catch(() => null);
    let left = new Map<string, readonly string[]>();
    let problem: Problem | null = null;
    if (text !== null) {
      try {
        left = new Map(Object.entries(schema.parse(JSON.parse(text))));
      } catch {
        const aside = await moveAside(path);
        const message = `What waited to be sent, in ${path}, cannot be read: it is not sent.`;
        problem = { code: 'store-damaged', message, hint: aside === '' ? '' : `The file is now ${aside}.` };
      }
    }
    // What nobody takes, because its app is gone for this run, goes on waiting.
    const kept = new KeptFile(path, clock, left, problem);
    for (const [name, texts] of left) kept.lists.set(name, texts);
    return kept;
  }

  take(name: string): readonly string[] {
    const texts = this.left.get(name) ?? [];
    this.left.delete(name);
    return texts;
  }

  keep(name: string, texts: readonly string[]): void {
    if (texts.length === 0 && !this.lists.has(name)) return;
    if (texts.length === 0) this.lists.delete(name);
    else this.lists.set(name, texts);
    this.timer ??= this.clock.setTimeout(() => this.write(), delayMs);
  }

  /** Resolves when it is on disk. */
  async close(): Promise<void> {
    if (this.timer !== null) this.write();
    await this.writing;
  }

  private write(): void {
    this.timer?.cancel();
    this.timer = null;
    this.writing = this.writing
      .then(() => writePrivateFile(this.path, `${JSON.stringify(Object.fromEntries(this.bounded()))}\n`))
      .catch((error: Error) => {
        const message = `What waits to be sent cannot be written to ${this.path}: ${error.message}.`;
        this.onProblem(new ProblemError('store-failed', message, 'It is lost when the hub ends now. Make room.'));
      });
  }

  /** The oldest of each list first, as long as there is room. */
  private bounded(): ReadonlyMap<string, readonly string[]> {
    let room: number = limits.keptBytes;
    const all = new Map<string, string[]>();
    let isWhole = true;
    for (const [name, texts] of this.lists) {
      const fitting: string[] = [];
      for (const text of texts) {
        room -= Buffer.byteLength(text) + name.length;
        if (room >= 0) fitting.push(text);
        else isWhole = false;
      }
      all.set(name, fitting);
    }
    if (!isWhole && !this.hasOverflowed) {
      const message = `More than ${limits.keptBytes.toLocaleString('en')} bytes wait to be sent: the rest is lost when the hub ends.`;
      this.onProblem({ code: 'store-full', message, hint: 'Is the receiver of the webhooks down?' });
    }
    this.hasOverflowed = !isWhole;
    return all;
  }
}
