import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { defaultApp } from '../../src-main/engine/hub/apps';
import { externalTarget } from '../target';
import { allCases } from './all-cases';
import type { PusherCase } from './pusher-case';
import { PusherServer } from './pusher-server';

/** Longer than any answer of a server without checks takes. */
const patienceMs = 1_000;
const lanes = 8;

/** A server that checks nothing and keeps nothing: what passes there proves less than it seems. */
async function startFeatureless(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, ['bench/peers/featureless.mjs'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const port = await new Promise((resolve) => child.stdout.once('data', (text) => resolve(String(text).trim())));
  return { child, url: `http://127.0.0.1:${port}` };
}

test.runIf(externalTarget('pusher') === null)(
  'what the featureless server passes is listed and justified in the documentation',
  async () => {
    const waiting = allCases.filter(({ needs }) => needs === null);
    const passed: number[] = [];
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        // One each: many cases end it, and some only a while after they are over.
        const { child, url } = await startFeatureless();
        if (await passes(next, new PusherServer(url, defaultApp))) passed.push(next.number);
        child.kill();
      }
    };
    await Promise.all(Array.from({ length: lanes }, work));
    const text = await readFile('docs/protocols/pusher.md', 'utf8');
    const section = text.slice(text.indexOf('## What a server without features passes')).split('\n## ')[0] as string;
    const listed = [...section.matchAll(/^\| (\d+) +\|/gm)].map(([, number]) => Number(number));
    expect(passed.sort((left, right) => left - right)).toEqual(listed);
  },
  120_000,
);

async function passes({ run }: PusherCase, server: PusherServer): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const ran = run(server).then(
    () => true,
    () => false,
  );
  const isPassed = await Promise.race([ran, late]);
  clearTimeout(timer);
  server.end();
  return isPassed;
}
