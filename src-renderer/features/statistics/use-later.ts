import { useEffect, useState } from 'react';

/** Drawing one chart takes about so long on a slow machine. */
const turnMs = 40;

/**
 * A value a little later, each part of the view in its turn: all charts at once would keep a person's keys waiting.
 * undefined before the first.
 */
export function useLater<T>(value: T, turn: number): T | undefined {
  const [later, setLater] = useState<{ readonly value: T }>();
  useEffect(() => {
    const timer = setTimeout(() => setLater({ value }), turn * turnMs);
    return () => clearTimeout(timer);
  }, [value, turn]);
  return later?.value;
}
