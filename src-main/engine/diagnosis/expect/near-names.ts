/** An event's name without what is written differently in different places: namespace, case, separators. */
function core(event: string): string {
  return event
    .slice(event.lastIndexOf('\\') + 1)
    .toLowerCase()
    .replace(/[-_.:\s]/g, '');
}

/** Whether who waits for one event may well mean the other: `order.shipped` and `App\Events\OrderShipped`. */
export function isEventAlike(meant: string, other: string): boolean {
  const [left, right] = [core(meant), core(other)];
  if (left === '' || right === '' || meant === other) return false;
  return left === right || `client${left}` === right || left === `client${right}`;
}
