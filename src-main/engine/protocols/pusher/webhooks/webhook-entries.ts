import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import type { HubContext } from '../../../hub/hub-context';
import { isThisComputer } from '../../../hub/this-computer';
import { shorten } from '../hub/shorten';
import type { Delivery } from './endpoint';
import type { Posting, PostResult } from './post';

/** What was sent, before it is sent. */
export function recordDelivery(context: HubContext, app: string, delivery: Delivery, posting: Posting): Seq {
  const { url, events, attempt, resendOf, sinceMs, wasKept = false } = delivery;
  const ageMs = Math.max(0, Math.round(context.clock.nowMs() - sinceMs));
  const kept = wasKept ? `, kept for ${ageWords(ageMs)} while no hub ran` : '';
  const names = [...new Set(events.map(({ name }) => name))];
  const channels = [...new Set(events.map(({ channel }) => channel))];
  const again = attempt > 1 ? `, attempt ${attempt}` : '';
  const count = events.length === 1 ? '' : `${events.length} events `;
  return context.recorder.record({
    kind: 'http',
    direction: 'up',
    protocol: 'pusher',
    app,
    channel: channels.join(', '),
    event: names.join(', '),
    body: posting.body,
    ...(resendOf === null ? {} : { cause: resendOf }),
    detail: {
      webhook: url,
      attempt,
      method: 'POST',
      headers: posting.headers,
      ...(resendOf === null ? {} : { resendOf }),
      ...(wasKept ? { ageMs } : {}),
      ...(isThisComputer(posting.url) ? {} : { note: `It leaves this computer: it goes to ${posting.url.host}.` }),
    },
    summary: shorten(`Webhook: ${count}to ${url}${again}${kept}`, limits.summaryChars),
  });
}

/** What came of it. `retryMs`: when it is tried again, null if it is not. */
export function recordResult(
  context: HubContext,
  app: string,
  delivery: Delivery,
  cause: Seq,
  result: PostResult,
  took: { readonly ms: number; readonly retryMs: number | null },
): void {
  const { url, attempt, events } = delivery;
  const event = [...new Set(events.map(({ name }) => name))].join(', ');
  const isGood = result.kind === 'answer' && result.status >= 200 && result.status < 300;
  const next = isGood ? '' : nextWords(took.retryMs);
  const common = { direction: 'down', protocol: 'pusher', app, event, cause } as const;
  const about = { webhook: url, attempt, ms: Math.round(took.ms), ...(next === '' ? {} : { next }) };
  if (result.kind === 'answer') {
    context.recorder.record({
      ...common,
      kind: 'http',
      code: result.status,
      body: result.body.length === 0 ? undefined : result.body,
      detail: { ...about, headers: pairs(result.headers) },
      summary: shorten(
        `Webhook answered ${result.status} in ${Math.round(took.ms)} ms${next === '' ? '' : `. ${next}`}`,
        limits.summaryChars,
      ),
    });
    return;
  }
  const reason = `The webhook ${url} could not be delivered: ${result.message}.`;
  context.recorder.record({
    ...common,
    kind: 'error',
    detail: { ...about, reason, hint: failureHint(result.code) },
    summary: shorten(`${reason} ${next}`, limits.summaryChars),
  });
}

/** What was not even tried. */
export function recordUndelivered(context: HubContext, app: string, url: string, reason: string, hint: string): void {
  context.recorder.record({
    kind: 'error',
    direction: 'up',
    protocol: 'pusher',
    app,
    detail: { webhook: url, reason, hint },
    summary: shorten(reason, limits.summaryChars),
  });
}

function ageWords(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

function nextWords(retryMs: number | null): string {
  return retryMs === null ? 'It is not tried again.' : `Tried again in ${Math.round(retryMs / 1_000)} s.`;
}

const hints: { readonly [code: string]: string } = {
  ECONNREFUSED: 'Nobody listens there. Is the application running, on this port?',
  ENOTFOUND: 'The name of the host is not known. Is it written right, and in the hosts file of this computer?',
  ETIMEDOUT: 'A webhook has to be answered soon: hand what takes long to a queue.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is one nobody vouches for. Use http, or a host such as localhost.',
};

function failureHint(code: string): string {
  return hints[code] ?? 'Compare the address with where the application listens.';
}

function pairs(raw: readonly string[]): { readonly [name: string]: string } {
  const headers: { [name: string]: string } = {};
  for (let at = 0; at + 1 < raw.length; at += 2) {
    headers[raw[at] as string] = raw[at + 1] as string;
  }
  return headers;
}
