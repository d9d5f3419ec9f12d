import { limits } from '../../contract/limits';

const rememberedPages = 1_000;

/** Tells the first connection of a page load from those that the same load opens besides. */
export class LoadMoments {
  /** When each page was loaded last, ms since the epoch; the one heard of last is the last. */
  private readonly loadedAt = new Map<string, number>();

  isLoad(page: string, atMs: number): boolean {
    const before = this.loadedAt.get(page);
    if (before !== undefined && Math.abs(atMs - before) < limits.loadMs) {
      return false;
    }
    this.loadedAt.delete(page);
    this.loadedAt.set(page, atMs);
    if (this.loadedAt.size > rememberedPages) {
      this.loadedAt.delete(this.loadedAt.keys().next().value ?? '');
    }
    return true;
  }
}
