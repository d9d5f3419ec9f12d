import type { AblyFault } from './fault';
import { publish } from './publish';
import { clientIdFault, publishFault } from './publish-fault';
import { requestDetail } from './request-detail';
import type { RestCall } from './rest';
import type { RestAnswer } from './rest-reply';
import { clientIdOf, type Grant } from './token';
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
    const clientId = one.message.clientId || clientIdOf(grant as Grant);
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
