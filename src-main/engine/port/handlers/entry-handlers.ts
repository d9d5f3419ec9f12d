import { z } from 'zod';
import type { Explanation } from '../../../contract/message';
import { type ReceiptSources, receiptOf } from '../../capture/receipt';
import { linksOf } from '../../diagnosis/links/links-of';
import { explainPlain } from '../../protocols/explain-plain';
import type { Codec } from '../../protocols/protocol-module';
import type { HandlersOf } from '../handler';

const input = z.object({ seq: z.number().int().positive() });

/** `codecOf` finds the codec of a protocol by its id, `maxDataBytes` the limit of an app by its id. */
export function entryHandlers(
  sources: ReceiptSources,
  codecOf: (protocol: string) => Codec | undefined,
  maxDataBytes: (app: string) => number | undefined,
): HandlersOf<'entry'> {
  const { reader } = sources;
  return {
    'entry.body': { input, run: ({ seq }) => reader.body(seq) },
    'entry.explain': {
      input,
      async run({ seq }): Promise<Explanation | null> {
        const entry = await reader.body(seq);
        if (entry === null) {
          return null;
        }
        return codecOf(entry.row.protocol)?.explain(entry, maxDataBytes(entry.row.app)) ?? explainPlain(entry);
      },
    },
    'entry.receipt': { input, run: ({ seq }) => receiptOf(seq, sources) },
    'entry.links': { input, run: ({ seq }) => linksOf(seq, reader, codecOf) },
    'entry.previous': {
      input: z.object({ seq: z.number().int().positive(), before: z.number().int().positive().optional() }),
      run: ({ seq, before }) => reader.previous(seq, before ?? null),
    },
    'entry.twins': { input, run: ({ seq }) => reader.twins(seq) },
    'entry.related': { input, run: async ({ seq }) => ({ seqs: await reader.related(seq) }) },
  };
}
