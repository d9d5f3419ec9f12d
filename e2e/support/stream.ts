import { appServer } from './clients';

const perBatch = 10;

/** An app server that publishes so many messages a second until it is stopped. */
export interface Stream {
  /** Resolves with how many were published a second on average. */
  stop(): Promise<number>;
}

/** Publishes in batches of ten to the channels load.1 to load.4, each message another one. */
export function streamOf(hub: URL, perSecond: number): Stream {
  const server = appServer(hub);
  const startMs = performance.now();
  const waiting = new Set<Promise<unknown>>();
  let sent = 0;
  let fault: unknown = null;
  const timer = setInterval(() => {
    // What a busy machine came too late for is made up for, within reason.
    const due = Math.min(10, Math.floor((((performance.now() - startMs) / 1_000) * perSecond - sent) / perBatch));
    for (let batch = 0; batch < due; batch += 1) {
      const events = Array.from({ length: perBatch }, (_, index) => {
        const number = sent + index;
        const data = JSON.stringify({ number, status: 'shipped', note: '订单已发货', total: '19.90' });
        return { channel: `load.${(number % 4) + 1}`, name: `OrderShipped${number % 7}`, data };
      });
      sent += perBatch;
      const answer = server.triggerBatch(events).catch((error: unknown) => {
        fault ??= error;
      });
      waiting.add(answer);
      void answer.finally(() => waiting.delete(answer));
    }
  }, 10);
  return {
    async stop() {
      clearInterval(timer);
      const seconds = (performance.now() - startMs) / 1_000;
      await Promise.all(waiting);
      if (fault !== null) throw fault;
      return sent / seconds;
    },
  };
}
