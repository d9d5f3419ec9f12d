import type { IncomingHttpHeaders } from 'node:http';
import type { Problem } from '../../../../contract/problem';
import { toProblem } from '../../../../contract/problem';
import { answeredProblem } from '../../../clients/dial-problem';
import { decodePayload, encodePayload } from '../payload';
import { type Transport, type TransportCall, type TransportEvents, withMeaning } from './transport';

const longPollMs = 120_000;
const waitingPackets = 1_000;

/** One GET waits for packets, and one POST at a time takes ours. */
export function pollingTransport({ dial, url, headers, tls }: TransportCall, events: TransportEvents): Transport {
  const abort = new AbortController();
  const queue: string[] = [];
  let version: 3 | 4 = url.searchParams.get('EIO') === '3' ? 3 : 4;
  let isPosting = false;
  let isOver = false;
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
    while (!isOver) {
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
    }
  };
  const post = async () => {
    while (queue.length > 0 && !isOver) await call('POST', encodePayload(queue.splice(0), version));
    isPosting = false;
  };
  const fail = (error: unknown) => end(toProblem(error), null);
  void poll().catch(fail);
  return {
    send(packet) {
      if (isOver || queue.length >= waitingPackets) return false;
      queue.push(packet);
      // What is said in one turn goes in one request.
      if (!isPosting) {
        isPosting = true;
        queueMicrotask(() => void post().catch(fail));
      }
      return true;
    },
    close() {
      isOver = true;
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
