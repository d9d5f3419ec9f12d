const times = Number(process.env.HUBBUB_NIGHTLY_TIMES) || 1;

/** So many runs of a property, or so many ms for them; many times more when `npm run nightly` asks for it. */
export function nightly(usual: number): number {
  return usual * times;
}

/** Inputs of a test that throws anything at one thing: so many for every change, and fifty times as many at night. */
export const fuzzInputs = times === 1 ? 20_000 : 1_000_000;
/** How long they may take, ms. */
export const fuzzTimeout = times === 1 ? 180_000 : 3_600_000;
