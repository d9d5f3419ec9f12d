let units = { ms: 'ms', s: 's', min: 'min', h: 'h', d: 'd' };

/** What the units of time are called on the screen, until it speaks another language. */
export function nameDurationUnits(names: typeof units): void {
  units = names;
}

/** "12 s", with the unit as the screen calls it. */
export function withUnit(value: number | string, unit: keyof typeof units): string {
  return `${value} ${units[unit]}`;
}

/** 41 ms, 4.2 s, 3 min 12 s, 2 h 5 min. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return withUnit(Math.round(ms), 'ms');
  const seconds = ms / 1_000;
  if (seconds < 60) return withUnit(seconds < 10 ? seconds.toFixed(1) : Math.round(seconds), 's');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${withUnit(minutes, 'min')} ${withUnit(Math.floor(seconds % 60), 's')}`;
  return `${withUnit(Math.floor(minutes / 60), 'h')} ${withUnit(minutes % 60, 'min')}`;
}

/** As on a stop watch: 04:12, 1:04:12. */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}
