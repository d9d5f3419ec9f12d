import type { Timer } from '../../../clock';
import { comment } from '../event-stream';
import { app, protocol } from './names';
import type { MercureScope } from './scope';
import type { Subscriber } from './subscriber';

const sweepMs = 1_000;
/** The last part of the time a stream may take is for sending what is left. */
const dispatchS = 5;

/**
 * When a stream is to be ended, as the reference hub draws it: 80 to 100 % of the write timeout, or of what is left of the
 * token if that is less. In its last seconds a token is used up rather than refused at once, over and over.
 */
export function endOf(nowMs: number, writeTimeoutS: number, exp: number | null, random: () => number): number | null {
  const leftS = exp === null ? Number.POSITIVE_INFINITY : exp - nowMs / 1_000;
  const wholeS = Math.min(leftS, writeTimeoutS === 0 ? Number.POSITIVE_INFINITY : writeTimeoutS);
  if (wholeS === Number.POSITIVE_INFINITY) {
    return null;
  }
  const drawnS = wholeS * (0.8 + 0.2 * random());
  return nowMs + 1_000 * (drawnS > dispatchS ? drawnS - dispatchS : drawnS);
}

/** Sends comments to streams that are silent, and ends those whose time is up. */
export function watchLifetimes(scope: MercureScope): Timer {
  const { context, subscribers } = scope;
  return context.clock.setInterval(() => {
    const nowMs = context.clock.nowMs();
    const { settings } = scope;
    const silent: Subscriber[] = [];
    for (const subscriber of subscribers.all()) {
      if (subscriber.endsAtMs !== null && nowMs >= subscriber.endsAtMs) {
        subscriber.connection.close(0, subscriber.endReason);
      } else if (settings.heartbeatS > 0 && isSilent(subscriber, nowMs, settings.heartbeatS)) {
        silent.push(subscriber);
      }
    }
    if (silent.length > 0) {
      sendComment(scope, silent, nowMs);
    }
  }, sweepMs);
}

function isSilent({ connection, openedAtMs, commentAtMs }: Subscriber, nowMs: number, heartbeatS: number): boolean {
  const lastMs = Math.max(openedAtMs, commentAtMs, connection.traffic.lastMessageAtMs ?? 0);
  return nowMs - lastMs >= heartbeatS * 1_000;
}

function sendComment({ context }: MercureScope, silent: readonly Subscriber[], nowMs: number): void {
  const bytes = Buffer.from(comment);
  const [only] = silent;
  const seq = context.recorder.record({
    kind: 'ping',
    action: 'heartbeat',
    direction: 'down',
    protocol,
    app,
    connection: silent.length === 1 ? only?.connection.id : undefined,
    event: 'comment',
    matched: silent.length,
    body: bytes,
    summary:
      silent.length === 1 ? 'A comment, as a sign of life' : `A comment to ${silent.length} streams, as a sign of life`,
  });
  for (const subscriber of silent) {
    subscriber.commentAtMs = nowMs;
  }
  const connections = silent.map(({ connection }) => connection);
  context.sendToAll(connections, { bytes, seq, isHeartbeat: true }, null);
}
