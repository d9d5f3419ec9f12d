import { closeMeaning } from '../../../contract/close-words';
import type { EntryBody, Row } from '../../../contract/entry';
import { DetailReader } from '../detail-reader';
import { refusalSections, restSections, type Sections } from '../sections';
import { dialledSections } from '../session-sections';
import { bufferedSections, streamSections } from '../stream-sections';

export function explainSections({ row, detail: raw }: EntryBody): Sections {
  const detail = new DetailReader(raw);
  return [...sectionsOf(row, detail), ...restSections(detail)];
}

function sectionsOf(row: Row, detail: DetailReader): Sections {
  switch (row.kind) {
    case 'connection':
    case 'gap':
      return dialledSections(row, detail, closeMeaning(0));
    case 'refused':
    case 'error':
      return refusalSections(row, detail);
    case 'note':
      return bufferedSections(detail);
    default:
      return streamSections(row, detail);
  }
}
