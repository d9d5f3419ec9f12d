import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from './http-face';
import { replyRaw, replyText } from './http-reply';
import { isMeantForAnother } from './misaddressed';
import { requestPath } from './request-path';

/** A protocol that is served, with the paths it answers. */
export interface Route {
  readonly owns: (path: string) => boolean;
  /** Whether it answers this request, whoever else owns its path. */
  readonly claims?: (request: IncomingMessage) => boolean;
  /** Whether it takes WebSockets at paths that nobody owns. */
  readonly takesOthers?: () => boolean;
  readonly service: RequestHandler;
}

const ending = 'The hub is shutting down.';

/**
 * Hands each request to the protocol that owns its path, and a WebSocket nobody owns to one that takes those. After
 * `isEnding` says so, to none.
 */
export function createRouter(
  routes: readonly Route[],
  unowned: RequestHandler,
  isEnding: () => boolean,
): RequestHandler {
  const claiming = routes.filter(({ claims }) => claims !== undefined);
  const find = (target: string): RequestHandler | undefined => {
    const path = requestPath(target);
    return routes.find(({ owns }) => owns(path))?.service;
  };
  const claimed = (request: IncomingMessage) => claiming.find(({ claims }) => claims?.(request) === true)?.service;
  const takerOf = (target: string): RequestHandler | undefined =>
    isMeantForAnother(target) ? undefined : routes.find(({ takesOthers }) => takesOthers?.() === true)?.service;
  return {
    request(request, response, listener) {
      if (isEnding()) {
        replyText(response, 503, ending, ['Connection', 'close']);
      } else {
        (claimed(request) ?? find(request.url ?? '/') ?? unowned).request(request, response, listener);
      }
    },
    upgrade(request, socket, head, listener) {
      if (isEnding()) {
        replyRaw(socket, 503, ending);
      } else {
        const target = request.url ?? '/';
        (claimed(request) ?? find(target) ?? takerOf(target) ?? unowned).upgrade(request, socket, head, listener);
      }
    },
  };
}
