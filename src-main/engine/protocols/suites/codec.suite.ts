import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryBody } from '../../../contract/entry';
import { entryKinds } from '../../../contract/entry';
import type { ProtocolModule } from '../protocol-module';

/**
 * What every codec has to hold to, whatever it translates. `frames` are some of its own, to be broken. `hasNames`: whether a
 * frame carries its channel and event.
 */
export function describeCodec(
  { codec, descriptor }: Pick<ProtocolModule, 'codec' | 'descriptor'>,
  frames: readonly string[],
  { hasNames = true }: { readonly hasNames?: boolean } = {},
) {
  const broken = fc
    .tuple(fc.constantFrom(...frames), fc.nat(), fc.uint8Array({ maxLength: 8 }))
    .map(([frame, at, bytes]) => {
      const start = Buffer.from(frame);
      const cut = at % (start.length + 1);
      return Buffer.concat([start.subarray(0, cut), bytes, start.subarray(cut + bytes.length)]);
    });
  const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), broken);

  describe(`the codec of ${descriptor.name}`, () => {
    test('decodes its own frames without a note', () => {
      for (const frame of frames) {
        expect(codec.decode(Buffer.from(frame)).note).toBe('');
      }
    });

    test('decodes any bytes to a message, never to an exception', () => {
      fc.assert(
        fc.property(anyBytes, (bytes) => {
          const message = codec.decode(bytes);
          expect(typeof message.event).toBe('string');
          expect(typeof message.channel).toBe('string');
          expect(typeof message.note).toBe('string');
        }),
        { numRuns: 3_000 },
      );
    });

    test('what it encodes it decodes to the same', () => {
      const name = fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/);
      fc.assert(
        fc.property(name, name, fc.jsonValue(), (event, channel, data) => {
          const plain: unknown = JSON.parse(JSON.stringify(data));
          expect(codec.decode(codec.encode({ event, channel, data: plain }))).toMatchObject({
            ...(hasNames ? { event, channel } : {}),
            data: plain,
          });
        }),
        { numRuns: 1_000 },
      );
    });

    test('explains any entry, and its payload is JSON or nothing', () => {
      fc.assert(
        fc.property(anyBytes, fc.constantFrom(...entryKinds), (bytes, kind) => {
          const row = { kind, event: 'e', channel: 'c' } as EntryBody['row'];
          const rawBase64 = Buffer.from(bytes).toString('base64');
          const { payload, encodedPaths, sections } = codec.explain({ row, detail: null, rawBase64, isText: false });
          if (payload !== '') {
            JSON.parse(payload);
          }
          expect(encodedPaths.every((path) => path === '' || path.startsWith('/'))).toBe(true);
          expect(Array.isArray(sections)).toBe(true);
        }),
        { numRuns: 2_000 },
      );
    });
  });
}
