import type { Settings } from '../../src-main/contract/settings';

const pad = (value: number, digits: number) => String(value).padStart(digits, '0');

/** Which time of day is shown: of this computer, UTC, or since the recording began. */
type Clock = Settings['appearance']['clock'];

let shown: { readonly clock: Clock; readonly startedAtMs: number } = { clock: 'local', startedAtMs: 0 };
const listeners = new Set<() => void>();

/** @param startedAtMs since when the clock 'start' counts; 0 while that is not known, and the time is local until then */
export function showClock(clock: Clock, startedAtMs: number): void {
  if (shown.clock === clock && shown.startedAtMs === startedAtMs) return;
  shown = { clock: clock === 'start' && startedAtMs === 0 ? 'local' : clock, startedAtMs };
  for (const listener of listeners) listener();
}

/** Calls when times are told in another way. Answers what ends it. */
export function onClock(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Another one whenever times are told in another way. */
export function clockTag(): string {
  return shown.clock === 'start' ? `start ${shown.startedAtMs}` : shown.clock;
}

function parts(atMs: number): readonly [sign: string, hours: number, minutes: number, seconds: number, ms: number] {
  const at = new Date(atMs);
  if (shown.clock === 'local') return ['', at.getHours(), at.getMinutes(), at.getSeconds(), at.getMilliseconds()];
  const ms = shown.clock === 'utc' ? at.getTime() % 86_400_000 : Math.round(at.getTime() - shown.startedAtMs);
  const seconds = Math.floor(Math.abs(ms) / 1_000);
  const hours = Math.floor(seconds / 3_600);
  return [ms < 0 ? '−' : '', hours, Math.floor(seconds / 60) % 60, seconds % 60, Math.abs(ms) % 1_000];
}

/** Time of day as it is shown: 14:02:11. */
export function formatClock(atMs: number): string {
  const [sign, ...time] = parts(atMs);
  return `${sign}${time
    .slice(0, 3)
    .map((part) => pad(part, 2))
    .join(':')}`;
}

/** Milliseconds of a moment, on the clock that is shown: 123. */
export function formatMilliseconds(atMs: number): string {
  return pad(parts(atMs)[4], 3);
}

/** Time of day as it is shown, with milliseconds: 14:02:11.123. */
export function formatInstant(atMs: number): string {
  return `${formatClock(atMs)}.${formatMilliseconds(atMs)}`;
}

/** ISO 8601 in local time with offset, whatever clock is shown: 2026-11-25T14:02:11.123+01:00. */
export function formatIsoInstant(atMs: number): string {
  const at = new Date(atMs);
  const date = [at.getFullYear(), pad(at.getMonth() + 1, 2), pad(at.getDate(), 2)].join('-');
  const offset = -at.getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60), 2)}:${pad(Math.abs(offset) % 60, 2)}`;
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => pad(part, 2)).join(':');
  return `${date}T${time}.${pad(at.getMilliseconds(), 3)}${zone}`;
}
