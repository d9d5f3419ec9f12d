import type { Seq } from '../../../contract/ids';
import type { EntryLinks } from '../../../contract/links';
import type { Codec } from '../../protocols/protocol-module';
import type { CaptureReader } from '../../store/store';
import { findLinks } from './find-links';
import { markOf } from './message-mark';

/** The way a message took, worked out from the capture when it is asked for; null if the entry is not kept. */
export async function linksOf(
  seq: Seq,
  reader: Pick<CaptureReader, 'nearby'>,
  codecOf: (protocol: string) => Codec | undefined,
): Promise<EntryLinks | null> {
  const nearby = await reader.nearby(seq);
  if (nearby === null) return null;
  const { entry, alike, related, isWhole } = nearby;
  const isMessage = alike.some(({ row }) => row.seq === seq);
  const asked = markOf(entry, codecOf(entry.row.protocol));
  const marks = isMessage ? alike.map((one) => markOf(one, codecOf(one.row.protocol))) : [asked];
  return findLinks(asked, marks, related, isWhole);
}
