import type { ClientContext, ResolvedProfile } from '../../../clients/client-side';
import { headerLines } from '../../../clients/header-lines';
import { tlsOf } from '../../../clients/tls-fields';
import { handshakeUrl } from './form';
import { pollingTransport } from './polling';
import { type Transport, type TransportEvents, webSocketTransport } from './transport';
import { upgradingTransport } from './upgrading';

/** The transport a profile names, on its way. Throws a ProblemError 'bad-input' for an address that is none. */
export function openTransport(context: ClientContext, profile: ResolvedProfile, events: TransportEvents): Transport {
  const { fields, secret } = profile;
  const call = {
    dial: context.dial,
    clock: context.clock,
    url: handshakeUrl(fields),
    headers: headerLines(secret('headers')),
    tls: tlsOf(profile),
  };
  switch (fields.transport) {
    case 'polling':
      return pollingTransport(call, events);
    case 'both':
      return upgradingTransport(call, events);
    default:
      return webSocketTransport(call, events);
  }
}
