import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { MercureDialect } from '../../src-main/contract/mercure';
import { externalTarget } from '../target';
import { collectCases, type MercureCase } from './mercure-case';
import { MercureHub } from './mercure-hub';
import { ModernHub } from './modern-hub';

/** Longer than any answer of a server without checks takes. */
const patienceMs = 3_000;
const lanes = 8;

const cases = collectCases();
const files = ['tokens', 'modern-tokens', 'publish', 'routing', 'history', 'subscriptions', 'modern'];
await Promise.all(files.map((name) => import(`./${name}.test.ts`)));

/** One that checks nothing and keeps nothing: what passes there proves less than it seems. */
async function startFeatureless(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, ['bench/peers/featureless-sse.mjs'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (text) => resolve(String(text).trim())),
  );
  return { child, url: `http://127.0.0.1:${port}/.well-known/mercure` };
}

test.runIf(externalTarget('mercure') === null)(
  'what the featureless server passes is listed and justified in the documentation',
  async () => {
    const waiting = cases.filter(({ needs }) => needs === null);
    const passed: Record<MercureDialect, Set<number>> = { '0.x': new Set(), '1.0': new Set() };
    const failed: Record<MercureDialect, Set<number>> = { '0.x': new Set(), '1.0': new Set() };
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        // One each: many cases end it, and some only a while after they are over.
        const { child, url } = await startFeatureless();
        ((await passes(next, url)) ? passed : failed)[next.dialect].add(next.number);
        child.kill();
      }
    };
    await Promise.all(Array.from({ length: lanes }, work));
    const text = await readFile('docs/protocols/mercure.md', 'utf8');
    const section = text.slice(text.indexOf('## What a server without features passes')).split('\n## ')[0] as string;
    const listed = (dialect: MercureDialect) =>
      [...section.matchAll(/^\| (\S+) +\| (\d+) +\|/gm)].flatMap(([, of, number]) =>
        of === dialect ? [Number(number)] : [],
      );
    // A number of several cases passes if all of them do.
    const whole = (dialect: MercureDialect) =>
      [...passed[dialect]].filter((number) => !failed[dialect].has(number)).sort((left, right) => left - right);
    expect({ '0.x': whole('0.x'), '1.0': whole('1.0') }).toEqual({ '0.x': listed('0.x'), '1.0': listed('1.0') });
  },
  240_000,
);

async function passes({ dialect, run }: MercureCase, url: string): Promise<boolean> {
  const target = { url, secret: 'x'.repeat(40), origin: 'http://localhost:8000', dialect, issuer: 'https://i.example' };
  const hub = dialect === '1.0' ? new ModernHub(target) : new MercureHub(target);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const ran = run(hub).then(
    () => true,
    () => false,
  );
  const isPassed = await Promise.race([ran, late]);
  clearTimeout(timer);
  hub.end();
  return isPassed;
}
