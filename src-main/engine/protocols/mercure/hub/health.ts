import type { MercureCall } from './call';
import { refuse } from './entries';

const healthPattern = /^\/mercure\/health\/(?:[^/]+\/)?(?:ready|live)$/;
const paths = new Set(['/healthz', '/mercure/metrics']);

/** Paths beside the hub's own, for those who watch whether it is well. */
export function isHealthPath(path: string): boolean {
  return paths.has(path) || healthPattern.test(path);
}

/** Asked every few seconds by container runtimes: these leave no entries. */
export function answerHealth(call: MercureCall): void {
  const { request, response, path, scope } = call;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const refusal = {
      status: 405,
      check: 'method',
      reason: `${path} wants GET.`,
      hint: 'It only tells how the hub is.',
      received: request.method ?? '',
      expected: 'GET/HEAD',
    };
    refuse(call, { action: 'request', refusal });
  } else if (path === '/mercure/metrics') {
    response
      .writeHead(200, ['Content-Type', 'text/plain; version=0.0.4; charset=utf-8'])
      .end(metricsText(scope.counts(), scope.subscribers.size));
  } else if (path === '/healthz') {
    response.writeHead(200, ['Content-Length', '0']).end();
  } else {
    scope.context.http.json(response, 200, '{"status":"ok"}');
  }
}

export interface Counts {
  readonly subscribers: number;
  readonly updates: number;
}

/** The names of the reference hub, without labels, as there. */
function metricsText({ subscribers, updates }: Counts, connected: number): string {
  const series = [
    ['mercure_subscribers_connected', 'gauge', 'The current number of running subscribers', connected],
    ['mercure_subscribers_total', 'counter', 'Total number of handled subscribers', subscribers],
    ['mercure_updates_total', 'counter', 'Total number of handled updates', updates],
  ] as const;
  return series
    .map(([name, type, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`)
    .join('');
}
