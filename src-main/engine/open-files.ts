/** Both, or neither: one that cannot be opened leaves no worker of the other behind. */
export async function openFiles<A extends Closable, B extends Closable>(
  opening: readonly [Promise<A>, Promise<B>],
): Promise<readonly [A, B]> {
  const [first, second] = opening;
  try {
    return await Promise.all([first, second]);
  } catch (error) {
    await Promise.allSettled(opening.map(async (one) => (await one).close()));
    throw error;
  }
}

interface Closable {
  close(): Promise<void>;
}
