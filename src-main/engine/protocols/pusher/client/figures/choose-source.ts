import type { Problem } from '../../../../../contract/problem';
import type { Dial, TlsChoice } from '../../../../clients/dial';
import type { SignedApi } from '../api';
import type { Routes } from '../target';
import type { FigureSource } from './figure-source';
import { LaravelWebsocketsFigures } from './laravel-websockets-figures';
import { ReverbFigures } from './reverb-figures';
import { SoketiFigures } from './soketi-figures';

export interface FigureTarget {
  /** The field of that name: which server it is said to be. */
  readonly server: string;
  /** '' for the usual place, where there is one. */
  readonly url: string;
  readonly appId: string;
  readonly routes: Routes;
  readonly tls: TlsChoice;
}

const soketiMetricsPort = 9601;

/** Where a server tells what it counts, or why there is nothing to ask. Total. */
export function chooseSource(
  { server, url, appId, routes, tls }: FigureTarget,
  dial: Dial,
  api: SignedApi | null,
): FigureSource | Problem {
  const given = url.trim().replace(/\/+$/, '');
  switch (server) {
    case 'soketi':
      return new SoketiFigures(dial, given || besides(routes.api, soketiMetricsPort), appId, tls);
    case 'laravel-websockets':
      if (given === '' || appId === '') return none(unnamed, 'Give both in the profile.');
      return new LaravelWebsocketsFigures(dial, given, appId, tls);
    case 'reverb':
      if (api === null) return none(unsigned, 'Give both in the profile.');
      return new ReverbFigures(api, `${routes.api}${routes.path}/apps/${appId}/connections`);
    case 'pusher':
      return none('Pusher tells no statistics by its API.', 'They are on its own dashboard, dashboard.pusher.com.');
    default:
      return none(
        'Which server this is the profile does not say, so no statistics are asked for.',
        'Choose soketi, Reverb or laravel-websockets in the profile if it is one of them.',
      );
  }
}

const unnamed =
  'The statistics of laravel-websockets are told by its dashboard, for an app id; the profile lacks one of them.';
const unsigned = 'Reverb tells its connections to those who sign with the app; the profile lacks its id or its secret.';

/** The same host at another port. */
function besides(address: string, port: number): string {
  const url = new URL(address);
  url.port = String(port);
  return url.origin;
}

function none(message: string, hint: string): Problem {
  return { code: 'not-supported', message, hint };
}
