import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzInputs, fuzzTimeout } from '../../nightly.test-support';
import { EventStreamParser, readBlock, type StreamBlock } from './parser';

function parse(text: string | Buffer, cuts: readonly number[] = [], maxBytes = 1_000_000): readonly StreamBlock[] {
  const bytes = Buffer.from(text);
  const parser = new EventStreamParser(maxBytes);
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).flatMap((end, i) => parser.push(bytes.subarray(at[i], end)));
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const events = (blocks: readonly StreamBlock[]) =>
  blocks.filter(({ data }) => data !== null).map(({ event, data, lastEventId }) => [event, data, lastEventId]);

// Cases of HTML Standard 9.2.6 and of its platform tests (eventsource/format-*).
test.each<[string, string, readonly (readonly [string, string, string])[]]>([
  [
    'line ends of every kind',
    'data: a\r\rdata: b\n\ndata: c\r\n\r\n',
    [
      ['', 'a', ''],
      ['', 'b', ''],
      ['', 'c', ''],
    ],
  ],
  [
    'several data lines',
    'data\ndata\n\ndata: a\ndata:  b\n\n',
    [
      ['', '\n', ''],
      ['', 'a\n b', ''],
    ],
  ],
  ['data alone is an empty text', 'data\n\n', [['', '', '']]],
  ['one mark at the start', '\uFEFFdata: a\n\n', [['', 'a', '']]],
  ['two marks', '\uFEFF\uFEFFdata: a\n\ndata: b\n\n', [['', 'b', '']]],
  [
    'an id stays, and can be emptied',
    'id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n',
    [
      ['', 'a', '1'],
      ['', 'b', '1'],
      ['', 'c', ''],
    ],
  ],
  ['an id without data', 'id: 1\n\ndata: a\n\n', [['', 'a', '1']]],
  ['an id with NUL', 'id: 1\ndata: a\nid: 2\0\n\n', [['', 'a', '1']]],
  [
    'a type',
    'event: x\ndata: a\n\ndata: b\n\n',
    [
      ['x', 'a', ''],
      ['', 'b', ''],
    ],
  ],
  ['names are case-sensitive', 'Data: a\ndata: b\n\n', [['', 'b', '']]],
  ['the end does not finish a block', 'data: a\n\ndata: b\n', [['', 'a', '']]],
])('%s', (_name, text, expected) => {
  expect(events(parse(text))).toEqual(expected);
});

test('comments, unknown fields and blocks without data are told', () => {
  const blocks = parse(':\n: hi\nretry: 050\n\nfoo: bar\nretry: x\n\ndata: a\n:in between\ntopics: t\n\n');
  expect(blocks.map(({ kind, raw, retryMs, others, note }) => [kind, raw.toString(), retryMs, others, note])).toEqual([
    ['comment', ':\n', null, [['', '']], ''],
    ['comment', ': hi\n', null, [['', 'hi']], ''],
    ['block', 'retry: 050\n\n', 50, [], ''],
    ['block', 'foo: bar\nretry: x\n\n', null, [['foo', 'bar']], 'retry is no number: x'],
    [
      'block',
      'data: a\n:in between\ntopics: t\n\n',
      null,
      [
        ['', 'in between'],
        ['topics', 't'],
      ],
      '',
    ],
  ]);
});

test('a block over the bound is left out and counted; the next is whole', () => {
  const text = `data: ${'x'.repeat(500)}\ndata: y\n\ndata: a\n\n`;
  for (const size of [1, 7, 64]) {
    const cuts = Array.from({ length: Math.floor(text.length / size) }, (_, i) => i * size);
    const blocks = parse(text, cuts, 200);
    expect(blocks.map(({ kind, data, bytes }) => [kind, data, bytes])).toEqual([
      ['cut', null, 516],
      ['block', 'a', 9],
    ]);
  }
});

const line = fc.oneof(
  fc.constantFrom(
    'data: a',
    'data',
    'data:b',
    'data:  c',
    'id: 1',
    'id:',
    'event: x',
    'retry: 10',
    ': hi',
    ':',
    'foo: bar',
    '',
  ),
  fc.stringMatching(/^(?:data|id|event|x)?:? ?[a-zé€😀:]{0,8}$/u),
);
const stream = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 40 })
  .map((lines) => lines.map(([text, end]) => Buffer.from(text).toString() + end).join(''));

test('agrees with eventsource-parser, in whatever pieces it comes', { timeout: fuzzTimeout }, () => {
  fc.assert(
    fc.property(stream, fc.array(fc.nat(), { maxLength: 30 }), (text, cuts) => {
      const theirs: (readonly [string, string])[] = [];
      const retries: number[] = [];
      const parser = createParser({
        onEvent: ({ event, data }) => theirs.push([event ?? '', data]),
        onRetry: (retry) => retries.push(retry),
      });
      parser.feed(text);
      // That one waits for what follows a last CR.
      parser.feed('\n\n');
      const ours = parse(`${text}\n\n`, cuts);
      const heard = events(ours).map(([event, data]) => [event, data]);
      const retry = ours.filter(({ retryMs }) => retryMs !== null).at(-1)?.retryMs;
      expect(JSON.stringify([heard, retry])).toBe(JSON.stringify([theirs, retries.at(-1)]));
    }),
    { numRuns: fuzzInputs },
  );
});

test('pieces make no difference, nothing that came is lost, and any bytes will do', { timeout: fuzzTimeout }, () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 300 }), stream),
      fc.array(fc.nat(), { maxLength: 20 }),
      (input, cuts) => {
        const bytes = Buffer.from(input as Uint8Array);
        const whole = parse(bytes);
        const strip = (blocks: readonly StreamBlock[]) =>
          JSON.stringify(
            blocks.map(({ raw, ...rest }) => ({ ...rest, bytes: 0, raw: raw.toString().replace(/[\r\n]+/g, '\n') })),
          );
        expect(strip(parse(bytes, cuts))).toBe(strip(whole));
        const isReadAgain = whole.every(({ raw, data, event }) => {
          const again = readBlock(raw);
          return data === null || (again.data === data && again.event === event);
        });
        expect(isReadAgain).toBe(true);
      },
    ),
    { numRuns: fuzzInputs },
  );
});

test.each([
  ['a byte at a time', () => Buffer.from('a'), 2_000_000],
  ['with fields nobody knows', () => Buffer.from('z\n'.repeat(1_000)), 2_000],
  ['with comments', () => Buffer.from('event: x\n:\n:\n'.repeat(300)), 2_000],
])('a block of some megabytes %s takes no more than a few times its size', (_what, piece, count) => {
  const parser = new EventStreamParser(16_777_216);
  const before = process.memoryUsage();
  let largest = 0;
  for (let at = 0; at < count; at += 1) {
    parser.push(piece());
    if (at % (count / 10) !== 0) continue;
    collect();
    const now = process.memoryUsage();
    largest = Math.max(largest, now.heapUsed + now.arrayBuffers - before.heapUsed - before.arrayBuffers);
  }
  expect(largest).toBeLessThan(40_000_000);
  const others = parser.push(Buffer.from('\n\n')).flatMap((block) => block.others);
  expect(others.length).toBeLessThanOrEqual(1_000);
});
