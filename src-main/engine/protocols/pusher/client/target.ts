import { ProblemError } from '../../../../contract/problem';
import type { ProfileInput } from '../../../../contract/profile';
import type { ProfileValues } from '../../../clients/client-side';
import { form } from './form';

/** Where a profile's two routes lead: the page's (WebSocket) and the server's (HTTP API). */
export interface Routes {
  readonly webSocket: string;
  readonly api: string;
  readonly host: string;
  /** In front of /apps in what is requested; soketi and Reverb leave it out of what is signed. */
  readonly path: string;
}

/** Hosted: ws-CLUSTER.pusher.com and api-CLUSTER.pusher.com (reference 1.1). */
export function routesOf(fields: ProfileValues): Routes {
  const isHosted = fields.server === 'pusher';
  const secure = fields.tls === true ? 's' : '';
  const path = isHosted
    ? ''
    : String(fields.path)
        .replace(/\/+$/, '')
        .replace(/^(?=[^/])/, '/');
  const plain = String(fields.host);
  const own = plain.includes(':') && !plain.startsWith('[') ? `[${plain}]` : plain;
  const port = isHosted ? '' : `:${Number(fields.port)}`;
  const [ws, api] = isHosted ? [`ws-${fields.cluster}.pusher.com`, `api-${fields.cluster}.pusher.com`] : [own, own];
  return {
    webSocket: `ws${secure}://${ws}${port}${path}/app/${encodeURIComponent(String(fields.key))}`,
    api: `http${secure}://${api}${port}`,
    host: isHosted ? ws : plain,
    path,
  };
}

/** pusher://KEY:SECRET@HOST:PORT/APP_ID?channel=a&channel=b; pushers:// or ?tls=1 for TLS; ?cluster=eu for Pusher itself. */
export function parse(url: URL): Omit<ProfileInput, 'id'> {
  const { searchParams: query } = url;
  const key = decodeURIComponent(url.username);
  if (key === '') throw new ProblemError('bad-input', 'The address holds no app key.', `For example ${form.example}.`);
  const secret = decodeURIComponent(url.password);
  const appId = decodeURIComponent(url.pathname.replace(/^\/+/, ''));
  const hosted = /^(?:ws|api)-([a-z0-9]+)\.pusher\.com$/.exec(url.hostname)?.[1];
  const cluster = query.get('cluster') ?? hosted;
  const tls = url.protocol === 'pushers:' || ['1', 'true'].includes(query.get('tls') ?? '') || cluster !== undefined;
  const channels = query.getAll('channel');
  const endpoint = query.get('auth');
  return {
    name: cluster === undefined ? url.host : `Pusher ${cluster}`,
    protocol: 'pusher',
    fields: {
      ...(cluster === undefined
        ? {
            server: 'other',
            host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
            port: Number(url.port) || (tls ? 443 : 80),
          }
        : { server: 'pusher', cluster }),
      tls,
      key,
      appId,
      path: query.get('path') ?? '',
      follow: channels.length === 0 && secret !== '' && appId !== '',
      ...(endpoint === null ? {} : { auth: 'endpoint', authEndpoint: endpoint }),
    },
    secrets: secret === '' ? {} : { secret },
    channels,
  };
}
