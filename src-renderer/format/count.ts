const whole = new Intl.NumberFormat('en');

/** 12,450. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** "1 client", "3 clients". */
export function formatCountOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Messages a second, never more than three significant figures: 0, 0.2, 12, 1,230. */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return '0';
  if (perSecond < 10) return perSecond.toFixed(1);
  return formatCount(Number(perSecond.toPrecision(3)));
}
