import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseForm } from '../form';
import type { MercureCall } from './call';
import { corsFault, corsHeaders, isPreflight, preflightHeaders } from './cors';
import { recordRefusal, refuse } from './entries';
import { answerHealth, isHealthPath } from './health';
import { answerMetadata } from './metadata';
import { hubPath, metadataPath, subscriptionsPath } from './names';
import { answerPublish } from './publish-request';
import { quote } from './refusal';
import type { MercureScope } from './scope';
import { answerSubscribe } from './subscribe-request';
import { answerSubscriptions } from './subscription-api';

/** Every request for this protocol: answered and recorded, or refused with a sentence and recorded. */
export function handleRequest(
  scope: MercureScope,
  request: IncomingMessage,
  response: ServerResponse,
  listener: string,
): void {
  const { http } = scope.context;
  const target = request.url ?? '';
  const start = target.indexOf('?');
  const query = parseForm(start < 0 ? '' : target.slice(start + 1));
  const path = http.path(request);
  const dialect = scope.dialects.of({ request, path, query }, scope.settings);
  const call: MercureCall = { scope, request, response, listener, path, query, dialect };
  for (const [name, value] of corsHeaders(request, scope.settings)) {
    response.setHeader(name, value);
  }
  http.readBody(request, response, (body) => {
    http.guard(request, response, () => answer(call, body));
  });
}

async function answer(call: MercureCall, body: Buffer | null): Promise<void> {
  const { request, response, path, scope } = call;
  const method = request.method ?? '';
  if (isPreflight(request)) {
    const refusal = corsFault(request, scope.settings);
    if (refusal !== null) recordRefusal(call, { action: 'request', refusal });
    response.writeHead(204, preflightHeaders(request, scope.settings)).end();
    return;
  }
  if (isHealthPath(path)) {
    answerHealth(call);
    return;
  }
  if (path === subscriptionsPath || path.startsWith(`${subscriptionsPath}/`)) {
    await answerSubscriptions(call);
    return;
  }
  if (path === metadataPath && scope.settings.dialect !== '0.x' && (method === 'GET' || method === 'HEAD')) {
    answerMetadata(call);
    return;
  }
  if (path !== hubPath) {
    const reason = `There is nothing at ${path}.`;
    refuse(call, {
      action: 'request',
      refusal: {
        status: 404,
        check: 'path',
        reason,
        hint: `The hub is at ${hubPath}.`,
        received: quote(path, 200),
        expected: hubPath,
      },
    });
    return;
  }
  if (method === 'POST') {
    await answerPublish(call, body);
  } else if (method === 'GET' || method === 'HEAD' || (method === 'QUERY' && call.dialect === '1.0')) {
    await answerSubscribe(call, body);
  } else {
    const reason = `${path} wants GET to subscribe or POST to publish, not ${method}.`;
    response.setHeader('Allow', 'GET, HEAD, POST');
    refuse(call, {
      action: 'request',
      refusal: {
        status: 405,
        check: 'method',
        reason,
        hint: 'Was another address meant?',
        received: method,
        expected: 'GET/HEAD/POST',
      },
    });
  }
}
