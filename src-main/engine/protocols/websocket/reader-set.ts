import type { FrameReader } from '../frame-reader';
import { plainReader } from './readers/plain';

/** The readers there are, by id. One that is not there leaves a message as it is. */
export class ReaderSet {
  private readonly byId: ReadonlyMap<string, FrameReader>;

  constructor(readonly all: readonly FrameReader[]) {
    this.byId = new Map(all.map((reader) => [reader.id, reader]));
  }

  get(id: string): FrameReader {
    return this.byId.get(id) ?? plainReader;
  }
}
