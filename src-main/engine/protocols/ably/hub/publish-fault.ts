import { channelNameFault } from '../channel-name';
import { mayDo } from './capability';
import { type AblyFault, badChannelName, notAllowed } from './fault';
import type { Grant } from './token';

/** Why nobody may publish there with this grant; null if they may. */
export function publishFault(grant: Grant, channel: string): AblyFault | null {
  const reason = channelNameFault(channel);
  if (reason !== '') return badChannelName(channel, reason);
  return mayDo(grant.capability, 'publish', channel) ? null : notAllowed(grant.capability, 'publish', channel);
}

/** A token of one client publishes as that client. */
export function clientIdFault(grant: Grant, clientId: string): AblyFault | null {
  return clientId === '' || grant.clientId === '*' || grant.clientId === clientId
    ? null
    : {
        code: 40012,
        status: 400,
        check: 'clientId',
        reason: `The message says it is by ${clientId.slice(0, 100)}, and the token is not of that client.`,
        hint: 'Leave clientId out of the message, or ask for a token with it.',
        received: clientId,
        expected: grant.clientId === '' ? 'no clientId' : grant.clientId,
      };
}
