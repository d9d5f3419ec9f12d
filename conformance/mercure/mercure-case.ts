import { expect, test } from 'vitest';
import type { MercureDialect } from '../../src-main/contract/mercure';
import { startMercure, testSecret } from '../../src-main/engine/protocols/mercure/running-mercure.test-support';
import type { MercureSettings } from '../../src-main/engine/protocols/mercure/settings';
import { type ExternalTarget, externalTarget } from '../target';
import { MercureHub } from './mercure-hub';
import { ModernHub } from './modern-hub';

export interface MercureCase {
  readonly number: number;
  readonly dialect: MercureDialect;
  readonly run: (hub: MercureHub) => Promise<void>;
  /** Settings of ours it needs; null for a hub as it usually is. */
  readonly needs: Partial<MercureSettings> | null;
}

/** Where cases go when they are not to be run: see featureless.test.ts. */
let collected: MercureCase[] | null = null;

export function collectCases(): readonly MercureCase[] {
  collected = [];
  return collected;
}

const issuer = 'https://issuer.example';
/** Some publish thousands of updates, on machines with better things to do. */
const patienceMs = 60_000;

/** Our own hub speaks both dialects and trusts one issuer; with `strict` it speaks the one of the case alone. */
async function startOwn(dialect: MercureDialect, isStrict: boolean, needs: Partial<MercureSettings>) {
  const spoken = isStrict ? { dialect } : {};
  const started = await startMercure({ issuers: [{ issuer }], ...spoken, ...needs });
  const target: ExternalTarget = {
    url: started.url,
    secret: testSecret,
    origin: 'http://localhost:8000',
    dialect,
    issuer,
  };
  const told = ['check', 'reason', 'received', 'expected'];
  /** Refusals whose entry does not say which check failed, what was found, and what would have passed. */
  const unexplained = () =>
    started.recorder.of('refused').filter(({ detail }) => told.some((name) => (detail?.[name] ?? '') === ''));
  return { target, unexplained, close: () => started.close() };
}

function addCase<Hub extends MercureHub>(
  { number, dialect, title, needs = null, isStrict = false }: CaseOptions,
  hubOf: new (target: ExternalTarget) => Hub,
  run: (hub: Hub) => Promise<void>,
): void {
  if (collected !== null) {
    collected.push({ number, dialect, needs, run: run as unknown as MercureCase['run'] });
    return;
  }
  const external = externalTarget('mercure');
  const isMeant = external === null || (needs === null && (external.dialect ?? '0.x') === dialect);
  test.runIf(isMeant)(
    `${dialect} case ${number}: ${title}`,
    async () => {
      const own = external === null ? await startOwn(dialect, isStrict, needs ?? {}) : null;
      const hub = new hubOf(own?.target ?? (external as ExternalTarget));
      try {
        await run(hub);
        expect(own?.unexplained() ?? []).toEqual([]);
      } finally {
        hub.end();
        await own?.close();
      }
    },
    patienceMs,
  );
}

interface CaseOptions {
  readonly number: number;
  readonly dialect: MercureDialect;
  readonly title: string;
  readonly needs?: Partial<MercureSettings> | null;
  readonly isStrict?: boolean;
}

type Needs = Partial<MercureSettings> | null;

/** Runs one case of the reference in 0.x. With `needs` only against a hub of ours, which is given these settings. */
export function mercureCase(
  number: number,
  title: string,
  run: (hub: MercureHub) => Promise<void>,
  needs: Needs = null,
) {
  addCase({ number, dialect: '0.x', title, needs }, MercureHub, run);
}

/** The same in 1.0. */
export function modernCase(number: number, title: string, run: (hub: ModernHub) => Promise<void>, needs: Needs = null) {
  addCase({ number, dialect: '1.0', title, needs }, ModernHub, run);
}

/** One that holds in both. */
export function sameCase(number: number, title: string, run: (hub: MercureHub) => Promise<void>, needs: Needs = null) {
  mercureCase(number, title, run, needs);
  modernCase(number, title, run, needs);
}

/** One that a hub of both dialects does not pass, since it takes the words of the other one for what they are. */
export const strictCase = {
  classic: (number: number, title: string, run: (hub: MercureHub) => Promise<void>) =>
    addCase({ number, dialect: '0.x', title, isStrict: true }, MercureHub, run),
  modern: (number: number, title: string, run: (hub: ModernHub) => Promise<void>) =>
    addCase({ number, dialect: '1.0', title, isStrict: true }, ModernHub, run),
};
