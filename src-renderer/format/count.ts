const whole = new Intl.NumberFormat('en');

/** 12,450. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** "1 client", "3 clients". */
export function formatCountOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** For chips, where there is little room: 312, 1.2 k, 48 k, 1.2 M. */
export function formatShortCount(count: number): string {
  if (count < 1_000) return String(count);
  const [value, unit] = count < 999_500 ? [count / 1_000, 'k'] : [count / 1_000_000, 'M'];
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** Messages a second, never more than three significant figures: 0, 0.2, 12, 1,230. */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return '0';
  if (perSecond < 10) return perSecond.toFixed(1);
  return formatCount(Number(perSecond.toPrecision(3)));
}
