const times = Number(process.env.HUBBUB_NIGHTLY_TIMES) || 1;

/** So many runs of a property, or so many ms for them; many times more when `npm run nightly` asks for it. */
export function nightly(usual: number): number {
  return usual * times;
}
