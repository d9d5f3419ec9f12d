import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLogged } from '../../formats/laravel-log';
import { describeCodec } from '../suites/codec.suite';
import { log } from '.';
import { LogCutter } from './client/log-cutter';

const head =
  '[2026-11-23 03:12:42] local.INFO: Broadcasting [App\\Events\\OrderShipped] on channels [orders, private-user.1] with payload:';

describeCodec(log, [`${head}\n{\n    "id": 7,\n    "socket": null\n}  \n`, `${head}\r\n[]  \n`]);

function cut(...pieces: readonly (string | Buffer)[]): string[] {
  const found: string[] = [];
  const cutter = new LogCutter(
    1_000_000,
    (record) => found.push(record.toString()),
    () => {},
  );
  for (const piece of pieces) cutter.feed(Buffer.from(piece as string));
  cutter.end();
  return found;
}

describe('records of a log', () => {
  test('the sample, with everything that is said of it', () => {
    expect(readLogged(`${head}\n{\n    "id": 7\n} {"request_id":"r1"} \n`)).toEqual({
      event: 'App\\Events\\OrderShipped',
      channels: ['orders', 'private-user.1'],
      payload: '{\n    "id": 7\n}',
      loggedAt: '2026-11-23 03:12:42',
      environment: 'local',
      level: 'INFO',
      format: 'line',
      extras: ['{"request_id":"r1"}'],
      note: '',
    });
  });

  test('the JSON formatter: one line a record', () => {
    const message = `Broadcasting [made] on channels [a] with payload:\n{\n    "id": 7\n}`;
    const line = JSON.stringify({
      message,
      context: { x: 1 },
      level: 200,
      level_name: 'INFO',
      channel: 'local',
      datetime: '2026-11-23T07:07:46.1+00:00',
      extra: {},
    });
    expect(cut(`${line}\n{"message":"Broadcasting is fun"}\n{"message":\n`)).toEqual([`${line}\n`]);
    expect(readLogged(line)).toMatchObject({
      event: 'made',
      channels: ['a'],
      payload: '{\n    "id": 7\n}',
      extras: ['{"x":1}'],
      format: 'json',
    });
  });

  test('two back to back, then a stack trace', () => {
    const one = `${head}\n{\n    "text": "} \\" [2026-11-23 03:12:42] local.INFO: {"\n}  \n`;
    expect(
      cut(
        `${one}${one}[2026-11-23 03:12:43] local.ERROR: broken {"exception":"[object]\n[stacktrace]\n#0 {main}\n"}\n`,
      ),
    ).toEqual([one, one]);
  });

  test('without a payload, and one that another record begins inside', () => {
    const next = '[2026-11-23 03:12:43] local.INFO: next\n';
    expect(cut(`${head}\n  \n${next}`)).toEqual([`${head}\n  \n`]);
    expect(cut(`${head}\n{\n    "id": 7,\n${next}`)).toEqual([`${head}\n{\n    "id": 7,\n`]);
    expect(cut(`${head}\n${next}`)).toEqual([`${head}\n`]);
    expect(readLogged(`${head}\n{\n    "id": 7,\n`)?.note).toContain('cut off');
    expect(readLogged(`${head}\n  \n`)?.note).toContain('no payload');
  });

  test('one without an end is given up, and what follows is read', () => {
    const lost: number[] = [];
    const found: Buffer[] = [];
    const cutter = new LogCutter(
      1_000,
      (record) => found.push(record),
      (bytes) => lost.push(bytes),
    );
    cutter.feed(Buffer.from(`${head}\n{"text": "${'x'.repeat(2_000)}`));
    cutter.feed(Buffer.from(`"}\n${head}\n[]  \n`));
    expect(lost).toHaveLength(1);
    expect(found).toHaveLength(1);
  });

  test('however a log is cut into pieces, the records are the same', () => {
    const payload = fc.oneof(
      fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }),
      fc.array(fc.jsonValue(), { maxLength: 3 }),
    );
    const entry = fc.tuple(payload, fc.constantFrom('  \n', ' {"a":1} \n', '  \r\n'), fc.constantFrom('\n', '\r\n'));
    const other = '[2026-11-23 03:12:43] local.ERROR: {broken\n#0 [stack]\n';
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), fc.array(fc.nat(2_000), { maxLength: 12 }), (entries, cuts) => {
        const records = entries.map(([value, end, line]) => `${head}${line}${JSON.stringify(value, null, 4)}${end}`);
        const bytes = Buffer.from(records.map((one) => `${one}${other}`).join(''));
        const places = [...new Set([0, ...cuts.map((at) => at % (bytes.length + 1)), bytes.length])].sort(
          (a, b) => a - b,
        );
        const pieces = places.slice(1).map((at, index) => bytes.subarray(places[index], at));
        expect(cut(...pieces)).toEqual(records);
        records.forEach((one, at) => {
          expect(JSON.parse(readLogged(one)?.payload ?? '')).toEqual(JSON.parse(JSON.stringify(entries[at]?.[0])));
        });
      }),
      { numRuns: 500 },
    );
  });

  test('any bytes are cut into something, never an exception', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.uint8Array({ maxLength: 50 }),
            fc.constantFrom(`${head}\n`, '{', '}', '\n', '"', '[]').map(Buffer.from),
          ),
          { maxLength: 12 },
        ),
        (pieces) => {
          for (const record of cut(...pieces.map((one) => Buffer.from(one)))) readLogged(record);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
