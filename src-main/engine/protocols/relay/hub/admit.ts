import type { RelaySettings } from '../../../../contract/relay';
import { hostOf, isAllowedOrigin } from '../../../hub/allowed-origin';
import type { Upgrade } from '../../../hub/hub-context';
import { fitsStars } from '../../../hub/star-pattern';

export interface Refusal {
  readonly status: number;
  readonly check: string;
  readonly reason: string;
  readonly hint: string;
  readonly received: string;
  readonly expected: string;
}

/** A name that is longer is not kept whole in entries. */
const longestPath = 1_000;

/**
 * Why a handshake is turned away; null if it is let in. As Ratchet 0.4's App does it: another host in the Host header is 404,
 * a missing Origin or one of another host is 403, ports do not count. Without names in the settings nothing is checked, as
 * where a Ratchet server stands without its App.
 */
export function refusalOf(settings: RelaySettings, { request }: Upgrade, path: string): Refusal | null {
  const { host = '', origin = '' } = request.headers;
  if (path.length > longestPath) {
    const reason = `The path has ${path.length} characters, at most ${longestPath} are taken.`;
    const hint = 'What varies belongs into the query or into messages.';
    return { status: 414, check: 'path', reason, hint, received: `${path.slice(0, 100)}…`, expected: '' };
  }
  if (settings.hosts.length > 0 && !settings.hosts.some((one) => fitsStars(hostOf(host), hostOf(one)))) {
    return {
      status: 404,
      check: 'host',
      reason: `The relay does not answer for the host ${shown(hostOf(host))}.`,
      hint: 'Connect by a name that is listed, or change the hosts of the relay in Settings.',
      received: hostOf(host),
      expected: settings.hosts.join(', '),
    };
  }
  if (settings.origins.length > 0 && (origin === '' || !isAllowedOrigin(origin, settings.origins))) {
    return {
      status: 403,
      check: 'origin',
      reason: origin === '' ? 'The handshake has no Origin.' : `Pages of ${shown(origin)} may not connect.`,
      hint:
        origin === ''
          ? 'Only browsers send one by themselves; another client has to be told to.'
          : 'Add its host to the origins of the relay in Settings.',
      received: origin,
      expected: settings.origins.join(', '),
    };
  }
  return null;
}

function shown(text: string): string {
  return text === '' ? '(none)' : text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
