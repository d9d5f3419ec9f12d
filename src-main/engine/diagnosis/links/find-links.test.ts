import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryBody } from '../../../contract/entry';
import { findLinks } from './find-links';
import { type MessageMark, markOf } from './message-mark';
import { codecOf, places, type SeenMessage } from './message-seen.test-support';

interface Passing {
  readonly message: SeenMessage;
  /** Which of the events it is, for the test alone. */
  readonly number: number;
  readonly place: string;
  readonly atMs: number;
}

/** Entries as the store would give them, in order of time. */
function marksOf(
  passings: readonly Passing[],
): readonly (MessageMark & { readonly number: number; readonly at: string })[] {
  return [...passings]
    .sort((one, two) => one.atMs - two.atMs)
    .map(({ message, number, place, atMs }, index) => {
      const {
        body,
        detail = null,
        source = '',
        channel = '',
        event = '',
        kind,
        direction = 'none',
        protocol,
      } = places[place]?.(message) ?? { kind: 'note', protocol: '' };
      const row = {
        seq: index + 1,
        atMs,
        kind,
        direction,
        protocol,
        source,
        channel,
        event,
        cause: null,
      } as EntryBody['row'];
      const entry = { row, detail, rawBase64: Buffer.from(body ?? []).toString('base64'), isText: true };
      return { ...markOf(entry, codecOf(protocol)), number, at: place };
    });
}

function linksFrom(marks: ReturnType<typeof marksOf>, index: number, isWhole = true) {
  const asked = marks[index] as MessageMark;
  const { links, unclear } = findLinks(asked, marks, [], isWhole);
  return {
    links: links.map((link) => ({ ...link, mark: marks[link.row.seq - 1] as (typeof marks)[number] })),
    unclear,
  };
}

const order = ['log', 'redis', 'hub', 'page'] as const;
const event = 'App\\Events\\OrderShipped';
const one: SeenMessage = { event, channel: 'private-orders', data: { id: 7, text: 'é/你' }, socket: null };

/** An event that leaves at a time and passes each place so much later. */
function pass(
  message: SeenMessage,
  number: number,
  atMs: number,
  delays: readonly number[] = [0, 3, 9, 12],
): readonly Passing[] {
  return order.map((place, at) => ({ message, number, place, atMs: atMs + (delays[at] ?? 0) }));
}

test('one event is found at every place, with the gaps', () => {
  const marks = marksOf(pass(one, 1, 1_000));
  expect(linksFrom(marks, 2).links.map(({ gapMs, by, certainty, mark }) => [mark.at, gapMs, by, certainty])).toEqual([
    ['log', -9, 'body', 'likely'],
    ['redis', -6, 'body', 'likely'],
    ['page', 3, 'body', 'likely'],
  ]);
});

test('a socket id tells apart what is alike otherwise, and is said', () => {
  const [first, second] = [
    { ...one, socket: 'a.1' },
    { ...one, socket: 'b.2' },
  ];
  const marks = marksOf([...pass(first, 1, 1_000), ...pass(second, 2, 1_001, [0, 1, 2, 30])]);
  for (const index of marks.keys()) {
    for (const { mark, by } of linksFrom(marks, index).links) {
      expect(mark.number).toBe(marks[index]?.number);
      if (mark.at !== 'page' && marks[index]?.at !== 'page') expect(by).toBe('socket');
    }
  }
});

test('two identical events 10 ms apart are each linked to their own, and only as possible', () => {
  const marks = marksOf([...pass(one, 1, 1_000, [0, 12, 13, 14]), ...pass(one, 2, 1_010, [0, 12, 13, 14])]);
  for (const index of marks.keys()) {
    const { links } = linksFrom(marks, index);
    expect(links.map(({ mark }) => mark.number)).toEqual(Array(3).fill(marks[index]?.number));
    expect(links.every(({ certainty }) => certainty === 'possible')).toBe(true);
  }
});

test('where one of two went missing nothing is linked, and that is said', () => {
  const marks = marksOf(
    [...pass(one, 1, 1_000), ...pass(one, 2, 1_010)].filter(
      ({ place, number }) => !(place === 'redis' && number === 2),
    ),
  );
  const log = marks.findIndex(({ at }) => at === 'log');
  const { links, unclear } = linksFrom(marks, log);
  expect(links.map(({ mark }) => mark.at)).toEqual(['hub', 'page']);
  expect(unclear).toBe(1);
});

test('further than two seconds apart, on another channel, with other data: not linked', () => {
  const late = marksOf([...pass(one, 1, 1_000).slice(0, 1), { message: one, number: 1, place: 'redis', atMs: 3_001 }]);
  expect(linksFrom(late, 0).links).toEqual([]);
  const others = [
    { ...one, channel: 'private-stock' },
    { ...one, data: { id: 8 } },
    { ...one, event: 'Other' },
  ];
  const marks = marksOf([
    ...pass(one, 1, 1_000).slice(0, 1),
    ...others.map((message, at) => ({ message, number: 2 + at, place: 'redis', atMs: 1_001 })),
  ]);
  expect(linksFrom(marks, 0)).toMatchObject({ links: [], unclear: 0 });
});

test('an endless run of the same event is not guessed at', () => {
  const beats = Array.from({ length: 120 }, (_, at) => pass(one, at, at * 500)).flat();
  const marks = marksOf(beats);
  const { links, unclear } = linksFrom(marks, Math.floor(marks.length / 2));
  expect([links.length, unclear]).toEqual([0, 3]);
  expect(linksFrom(marksOf(pass(one, 1, 0)), 0, false)).toMatchObject({ links: [], unclear: 3 });
});

describe('whatever passes', () => {
  const message = fc.record({
    event: fc.constantFrom('made', 'App\\Events\\Made'),
    channel: fc.constantFrom('orders', 'private-orders'),
    data: fc.constantFrom({ id: 1 }, { id: 2, list: [1.5, { a: null }] }),
    socket: fc.constantFrom(null, null, '1.1', '2.2'),
  });
  /** Gaps between events, and how much later each place is than the one before: no event overtakes another. */
  const traffic = fc.record({
    events: fc.array(
      fc.record({ message, afterMs: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 200, max: 5_000 })) }),
      { minLength: 1, maxLength: 14 },
    ),
    delays: fc.tuple(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 400 }),
    ),
    jitter: fc.integer({ min: 0, max: 1_000 }),
  });

  function passings({
    events,
    delays,
    jitter,
  }: {
    events: readonly { message: SeenMessage; afterMs: number }[];
    delays: readonly number[];
    jitter: number;
  }) {
    let atMs = 10_000;
    const last = [0, 0, 0, 0];
    return events.flatMap(({ message: what, afterMs }, number) => {
      atMs += afterMs;
      let hereMs = atMs;
      return order.map((place, at) => {
        const wantedMs =
          at === 0 ? atMs : hereMs + (delays[at - 1] ?? 0) * (1 + ((number * 7 + at * 3) % (jitter + 1)) / 1_000);
        hereMs = Math.max(wantedMs, (last[at] ?? 0) + 0.01);
        last[at] = hereMs;
        return { message: what, number, place, atMs: hereMs };
      });
    });
  }

  test('no entry is linked to another event than its own', () => {
    fc.assert(
      fc.property(traffic, (what) => {
        const marks = marksOf(passings(what));
        for (const index of marks.keys()) {
          for (const { mark } of linksFrom(marks, index).links) expect(mark.number).toBe(marks[index]?.number);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('an event that is alone with its content is found at every place', () => {
    fc.assert(
      fc.property(traffic, (what) => {
        const marks = marksOf(
          passings({
            ...what,
            events: what.events.map((one, id) => ({ ...one, message: { ...one.message, data: { id } } })),
          }),
        );
        for (const index of marks.keys()) expect(linksFrom(marks, index).links).toHaveLength(3);
      }),
      { numRuns: 100 },
    );
  });

  test('a link goes both ways', () => {
    fc.assert(
      fc.property(traffic, (what) => {
        const marks = marksOf(passings(what));
        const pairs = new Set(
          [...marks.keys()].flatMap((index) =>
            linksFrom(marks, index).links.map(({ mark }) => `${index} ${marks.indexOf(mark)}`),
          ),
        );
        for (const pair of pairs) expect(pairs).toContain(pair.split(' ').reverse().join(' '));
      }),
      { numRuns: 100 },
    );
  });
});
