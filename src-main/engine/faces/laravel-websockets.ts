import { createHmac } from 'node:crypto';
import type { ConnectionStatisticsEntry } from '../../contract/statistics';
import type { Face, FaceReply, FaceRequest } from '../hub/face';
import { jsonReply, textReply } from '../hub/face';
import type { Hub } from '../hub/hub';
import { isLocalProgram } from '../hub/local-program';

export interface LaravelWebsocketsParts {
  readonly hub: () => Hub;
  /** The newest rows of an app, the oldest of them first. */
  readonly entries: (app: string, count: number) => Promise<readonly ConnectionStatisticsEntry[]>;
}

const root = '/laravel-websockets';
/** As many points as its chart has. */
const chartRows = 120;

/**
 * The routes of laravel-websockets 1.x that its dashboard uses, at its usual path, and /health of 2.x. What signs or
 * publishes is for programs of this computer: there the application's own login stood before it.
 */
export function laravelWebsocketsFace({ hub, entries }: LaravelWebsocketsParts): Face {
  const secretOf = (app: string) =>
    hub()
      .apps()
      .find(({ id }) => id === app)?.secret ?? null;
  return {
    owns: (path) => path === '/health' || path === root || path.startsWith(`${root}/`),
    async answer(asked) {
      const { method, path } = asked;
      if (path === '/health') {
        return method === 'GET' ? jsonReply({ ok: true }) : null;
      }
      const app = /^\/laravel-websockets\/api\/([^/]+)\/statistics$/.exec(path)?.[1];
      if (app !== undefined && method === 'GET') {
        return jsonReply(chart(await entries(decode(app), chartRows)));
      }
      if (method !== 'POST') {
        return path === root ? textReply(noDashboard, 404) : null;
      }
      if (path === `${root}/auth`) {
        return auth(asked, secretOf, hub());
      }
      return path === `${root}/event` ? event(asked, hub()) : null;
    },
  };
}

const noDashboard =
  'The dashboard of laravel-websockets is not served: Hubbub has one of its own. "hubbub open" prints its address.';

/** As recorded: three series, each with its own times. */
function chart(rows: readonly ConnectionStatisticsEntry[]): object {
  const x = rows.map(({ created_at }) => created_at);
  return {
    peak_connections: { x, y: rows.map((row) => row.peak_connection_count) },
    websocket_message_count: { x, y: rows.map((row) => row.websocket_message_count) },
    api_message_count: { x, y: rows.map((row) => row.api_message_count) },
  };
}

function auth(asked: FaceRequest, secretOf: (app: string) => string | null, hub: Hub): FaceReply {
  if (!isLocalProgram(asked.request)) {
    return textReply('Only programs of this computer may have channels signed here, and no web page.', 403);
  }
  const header = asked.request.headers['x-app-id'];
  const app = hub.apps().find(({ id }) => id === header);
  const secret = app === undefined ? null : secretOf(app.id);
  const { socket_id: socketId = '', channel_name: channel = '' } = fieldsOf(asked);
  if (app === undefined || secret === null || !/^\d+\.\d+$/.test(socketId) || channel === '') {
    const hint = 'It wants the header X-App-Id, socket_id and channel_name, of an app whose secret is known.';
    return textReply(`Nothing was signed. ${hint}`, 403);
  }
  const signature = createHmac('sha256', secret).update(`${socketId}:${channel}`).digest('hex');
  return jsonReply({ auth: `${app.key}:${signature}` });
}

function event(asked: FaceRequest, hub: Hub): FaceReply {
  const { appId = '', key = '', secret = '', channel = '', event: name = '', data = '' } = fieldsOf(asked);
  const app = hub.apps().find(({ id }) => id === appId);
  if (app === undefined || app.key !== key || app.secret === null || app.secret !== secret) {
    return textReply('There is no app with this id, key and secret.', 401);
  }
  const result = hub.send({ app: app.id, channel, event: name, data, excludeSocketId: '' });
  return result.ok
    ? { status: 200, contentType: 'text/html; charset=UTF-8', body: 'ok' }
    : textReply(result.problem.message, 400);
}

/** Fields of a form or of JSON; what is no text is its JSON. */
function fieldsOf({ body, request }: FaceRequest): { readonly [name: string]: string } {
  const text = body.toString();
  if (!String(request.headers['content-type']).includes('json')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    const value: unknown = JSON.parse(text);
    const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return Object.fromEntries(
      members.map(([name, one]) => [name, typeof one === 'string' ? one : (JSON.stringify(one) ?? '')]),
    );
  } catch {
    return {};
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
