import { channelNameFault } from '../channel-name';
import { mayDo } from './capability';
import type { AblyFault } from './fault';
import { publish } from './publish';
import { requestDetail } from './request-detail';
import type { RestCall } from './rest';
import type { RestAnswer } from './rest-reply';
import type { Grant } from './token';
import { readBody } from './wire-message';

const idBytes = 12;

/** Publishes one message or several; all of them or none. */
export function answerPublish({ scope, request, path, query, body, name }: RestCall, grant: Grant | null): RestAnswer {
  const { app } = grant as Grant;
  const fault = publishFault(grant as Grant, name);
  if (fault !== null) return { ok: false, fault, channel: name };
  const isPacked = (request.headers['content-type'] ?? '').includes('application/x-msgpack');
  const sent = readBody(body, isPacked);
  if (!Array.isArray(sent)) return { ok: false, fault: sent as AblyFault, channel: name };
  const unfit = sent.find(({ message }) => clientIdFault(grant as Grant, message.clientId) !== null);
  if (unfit !== undefined) {
    const { clientId, name: event } = unfit.message;
    return { ok: false, fault: clientIdFault(grant as Grant, clientId) as AblyFault, channel: name, event };
  }
  const base = scope.newId(idBytes);
  const detail = requestDetail(request, path, query);
  const published = sent.map((one, at) => {
    const id = one.message.id || `${base}:${at}`;
    const clientId = one.message.clientId || ownClientId(grant as Grant);
    return publish(
      scope,
      scope.app(app),
      name,
      one,
      { id, clientId },
      { peer: null, connectionKey: one.message.connectionKey, detail },
    );
  });
  const serials = published.map(({ message }) => message.serial);
  const messageId = published[0]?.message.id.replace(/:0$/, '') ?? '';
  return { ok: true, status: 201, value: { channel: name, messageId, serials }, channel: name, isRecorded: true };
}

export function publishFault(grant: Grant, channel: string): AblyFault | null {
  const reason = channelNameFault(channel);
  if (reason !== '') {
    return {
      code: 40010,
      status: 400,
      check: 'channel',
      reason,
      hint: 'Laravel says public:orders, private:user.1, presence:room.',
      received: channel,
      expected: 'a name such as public:orders',
    };
  }
  return mayDo(grant.capability, 'publish', channel) ? null : notAllowed(grant, 'publish', channel);
}

export function notAllowed({ capability }: Grant, operation: string, channel: string): AblyFault {
  return {
    code: 40160,
    status: 401,
    check: 'capability',
    reason: `The token may not ${operation} on ${channel.slice(0, 200)}.`,
    hint: 'What it may do was said when it was asked for: compare its capability.',
    received: JSON.stringify(capability),
    expected: JSON.stringify({ [channel]: [operation] }),
  };
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

export const ownClientId = ({ clientId }: Grant): string => (clientId === '*' ? '' : clientId);
