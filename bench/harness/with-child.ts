import { type Child, startChild } from './child';

/** Starts a process for one piece of work and ends it, whatever becomes of that. */
export async function withChild<Output>(name: string, work: (child: Child) => Promise<Output>): Promise<Output> {
  const child = startChild(name);
  try {
    return await work(child);
  } finally {
    await child.stop();
  }
}
