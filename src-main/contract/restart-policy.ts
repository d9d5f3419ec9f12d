/** An engine that lived this long was well: what ended it is no loop. */
const steadyMs = 20_000;
/** How long to wait before the next start, by how many lives in a row were short. */
const delaysMs = [0, 250, 500, 1_000, 2_000, 4_000] as const;

/** When an engine that died is started again. One for both hosts, so that neither ends in a crash loop. */
export class RestartPolicy {
  private shortLives = 0;

  /** How long to wait, in ms; null if it died so often that another start would not help. */
  died(livedMs: number): number | null {
    this.shortLives = livedMs < steadyMs ? this.shortLives + 1 : 0;
    return delaysMs[this.shortLives] ?? null;
  }

  /** Somebody says to try again. */
  reset(): void {
    this.shortLives = 0;
  }

  /** How many starts in a row were short, for words. */
  get shortLivesInARow(): number {
    return this.shortLives;
  }
}
