import type { RequestHandler } from './http-face';
import { replyRaw, replyText } from './http-reply';
import { requestPath } from './request-path';

/** A protocol that is served, with the paths it answers. */
export interface Route {
  readonly owns: (path: string) => boolean;
  readonly service: RequestHandler;
}

const ending = 'The hub is shutting down.';

/** Hands each request to the protocol that owns its path; after `isEnding` says so, to none. */
export function createRouter(
  routes: readonly Route[],
  unowned: RequestHandler,
  isEnding: () => boolean,
): RequestHandler {
  const find = (target: string): RequestHandler => {
    const path = requestPath(target);
    return routes.find(({ owns }) => owns(path))?.service ?? unowned;
  };
  return {
    request(request, response, listener) {
      if (isEnding()) {
        replyText(response, 503, ending, ['Connection', 'close']);
      } else {
        find(request.url ?? '/').request(request, response, listener);
      }
    },
    upgrade(request, socket, head, listener) {
      if (isEnding()) {
        replyRaw(socket, 503, ending);
      } else {
        find(request.url ?? '/').upgrade(request, socket, head, listener);
      }
    },
  };
}
