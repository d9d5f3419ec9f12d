import type { EntryInput } from '../../src-main/engine/capture/recorder';

/** Plain JSON, or as Laravel sends it: JSON inside a JSON string, slashes and everything beyond ASCII escaped. */
export type Shape = 'plain' | 'laravel';

/** Different ones, so that nothing gains by remembering one. */
const bodies = 4_000;
const channels = 50;
const events = 10;
/** Of 4,000: found 37,000 times and 250 times in a million. */
export const commonText = 'Rotterdam';
export const rareText = 'Ljubljana';
export const decodedText = '实时';
/** One entry in ten has it. */
export const filteredEvent = 'OrderShipped';

function cityOf(index: number): string {
  if (index === 1_234) return rareText;
  return index % 27 === 0 ? commonText : (['Utrecht', 'Antwerpen', 'Gent', 'Bremen'][index % 4] ?? '');
}

function orderOf(index: number): object {
  const order = {
    id: 700_000 + index,
    status: index % 3 === 0 ? 'shipped' : 'packed',
    total: 1_299 + index,
    customer: { id: index, city: cityOf(index) },
    url: `https://shop.test/orders/${700_000 + index}`,
  };
  return { order, note: index % 500 === 7 ? `${decodedText}通知` : 'Livré à temps', pad: 'x'.repeat(60) };
}

/** A frame of about 300 bytes. */
function bodyOf(shape: Shape, index: number, channel: string, event: string): string {
  const order = orderOf(index);
  if (shape === 'plain') {
    return JSON.stringify({
      event,
      channel,
      data: { ...order, note: 'Delivered in time', lines: [1, 2, 3], weight: 12.5 },
    });
  }
  const escaped = JSON.stringify(order)
    .replaceAll('/', '\\/')
    .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return JSON.stringify({ event: `App\\Events\\${event}`, channel, data: escaped });
}

/** Entries as a hub records them, again and again. */
export function entriesOf(shape: Shape): readonly EntryInput[] {
  return Array.from({ length: bodies }, (_, index) => {
    const channel = `orders.${index % channels}`;
    const event = index % events === 3 ? filteredEvent : `OrderChanged${index % events}`;
    return {
      kind: 'deliver',
      direction: 'down',
      protocol: 'pusher',
      app: '12345',
      channel,
      event,
      cause: 1,
      matched: 3,
      body: Buffer.from(bodyOf(shape, index, channel, event)),
    };
  });
}
