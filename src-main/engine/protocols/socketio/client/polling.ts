import type { IncomingHttpHeaders } from 'node:http';
import type { Problem } from '../../../../contract/problem';
import { toProblem } from '../../../../contract/problem';
import { answeredProblem } from '../../../clients/dial-problem';
import { decodePayload, encodePayload } from '../payload';
import { type Transport, type TransportCall, type TransportEvents, withMeaning } from './transport';

const longPollMs = 120_000;
const waitingPackets = 1_000;
/** A server that has nothing and says so at once (laravel-swoole) is asked again after this. */
const emptyPauseMs = 500;
const noop = '6';

export interface Polling extends Transport {
  /** Lets what is under way come to its end, and begins nothing more. */
  pause(): Promise<void>;
  /** Takes what was not sent because of that. */
  unsent(): readonly string[];
}

/** One GET waits for packets, and one POST at a time takes ours. */
export function pollingTransport({ dial, clock, url, headers, tls }: TransportCall, events: TransportEvents): Polling {
  const abort = new AbortController();
  const queue: string[] = [];
  let version: 3 | 4 = url.searchParams.get('EIO') === '3' ? 3 : 4;
  let posting: Promise<void> | null = null;
  let isPaused = false;
  let isOver = false;
  let wake: () => void = () => {};
  let hasBegun = false;
  const end = (problem: Problem, code: number | null) => {
    if (isOver) return;
    isOver = true;
    abort.abort();
    events.onEnd({ problem, code, hasBegun });
  };
  const call = async (method: 'GET' | 'POST', body?: string) => {
    const type: Record<string, string> = method === 'POST' ? { 'content-type': 'text/plain;charset=UTF-8' } : {};
    const part = body === undefined ? {} : { body };
    const answer = await dial.fetch({
      url: url.href,
      method,
      headers: { ...headers, ...type },
      tls,
      signal: abort.signal,
      ...(hasBegun ? { timeoutMs: longPollMs } : {}),
      ...part,
    });
    if (answer.status === 200) return answer.body;
    end(refusal(url, answer.status, answer.headers, answer.body.toString()), answer.status);
    return null;
  };
  const poll = async () => {
    while (!isOver && !isPaused) {
      const body = await call('GET');
      if (body === null || isOver) return;
      const text = body.toString();
      if (!hasBegun && /^\d+:/.test(text)) version = 3;
      const packets = decodePayload(body, version, (body[0] ?? 9) < 2) ?? recovered(text, events);
      hasBegun = true;
      for (const packet of packets) {
        if (typeof packet !== 'string') {
          events.onBytes(packet);
          continue;
        }
        const sid = /^0\{.*?"sid":"([^"]+)"/.exec(packet)?.[1];
        if (sid !== undefined) url.searchParams.set('sid', sid);
        if (!isOver) events.onPacket(packet);
      }
      if (packets.every((packet) => packet === noop)) await pauseBetween();
    }
  };
  const pauseBetween = () =>
    new Promise<void>((done) => {
      wake = done;
      if (isOver || isPaused) done();
      else clock.setTimeout(done, emptyPauseMs);
    });
  const post = async () => {
    // What is said in one turn goes in one request.
    await null;
    while (queue.length > 0 && !isOver && !isPaused) await call('POST', encodePayload(queue.splice(0), version));
    posting = null;
  };
  const fail = (error: unknown) => end(toProblem(error), null);
  const polling = poll().catch(fail);
  return {
    send(packet) {
      if (isOver || queue.length >= waitingPackets) return false;
      queue.push(packet);
      if (!isPaused) posting ??= post().catch(fail);
      return true;
    },
    async pause() {
      isPaused = true;
      wake();
      await Promise.all([polling, posting]);
    },
    unsent: () => queue.splice(0),
    close() {
      isOver = true;
      wake();
      abort.abort();
    },
  };
}

/** laravel-swoole writes a fixed length in front of its first packet, whatever that is. */
function recovered(text: string, events: TransportEvents): readonly string[] {
  events.onNote('The lengths in the answer to a poll are wrong; its packets were told apart by their look.');
  return text.split(/\d+:(?=[0-6])/).filter((packet) => packet !== '');
}

function refusal(url: URL, status: number, headers: IncomingHttpHeaders, body: string): Problem {
  return withMeaning(answeredProblem(url.origin, status, headers, body), status);
}
