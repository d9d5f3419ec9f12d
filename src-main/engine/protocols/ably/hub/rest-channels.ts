import { flags, presenceActions } from '../actions';
import { channelNameFault } from '../channel-name';
import { type Capability, mayDo, type Operation } from './capability';
import { badChannelName, notAllowed } from './fault';
import { memberMessage } from './presence';
import { jsonMembers, packedMembers } from './published-message';
import type { RestCall } from './rest';
import { type RestAnswer, wantsPacked } from './rest-reply';
import type { Grant } from './token';

const mostItems = 1_000;

/** `GET /channels/NAME/messages`: what was published within two minutes, the newest first unless asked otherwise. */
export function answerHistory(call: RestCall, grant: Grant | null): RestAnswer {
  return asked(call, grant as Grant, 'history', () => {
    const { scope, name, query } = call;
    const kept =
      scope
        .app((grant as Grant).app)
        .channels.get(name)
        ?.recall(scope.context.clock.nowMs()) ?? [];
    const ordered = query.get('direction') === 'forwards' ? kept : [...kept].reverse();
    const members = wantsPacked(call.request, query) ? packedMembers : jsonMembers;
    return ordered.slice(0, limitOf(query)).map((one) => members(one));
  });
}

/** `GET /channels/NAME/presence`: who is present now. */
export function answerPresence(call: RestCall, grant: Grant | null): RestAnswer {
  return asked(call, grant as Grant, 'presence', () => {
    const { scope, name, query } = call;
    const members = [
      ...(scope
        .app((grant as Grant).app)
        .channels.get(name)
        ?.members.values() ?? []),
    ];
    const [clientId, connectionId] = [query.get('clientId'), query.get('connectionId')];
    return members
      .filter(
        (one) => (clientId ?? one.clientId) === one.clientId && (connectionId ?? one.connectionId) === one.connectionId,
      )
      .slice(0, limitOf(query))
      .map((one) => memberMessage(one, presenceActions.present, wantsPacked(call.request, query)));
  });
}

/** `GET /channels/NAME`: how many are there. */
export function answerChannel(call: RestCall, grant: Grant | null): RestAnswer {
  return asked(call, grant as Grant, 'channel-metadata', () => {
    const channel = call.scope.app((grant as Grant).app).channels.get(call.name);
    const modes = [...(channel?.attached.values() ?? [])];
    const count = (flag: number) => modes.filter((held) => (held & flag) !== 0).length;
    const metrics = {
      connections: modes.length,
      publishers: count(flags.publish),
      subscribers: count(flags.subscribe),
      presenceConnections: count(flags.presence),
      presenceMembers: channel?.members.size ?? 0,
      presenceSubscribers: count(flags.presenceSubscribe),
    };
    return { channelId: call.name, status: { isActive: modes.length > 0, occupancy: { metrics } } };
  });
}

/** `GET /channels`: those somebody is attached to. */
export function answerChannels({ scope, query }: RestCall, grant: Grant | null): RestAnswer {
  const { app, capability } = grant as Grant;
  const prefix = query.get('prefix') ?? '';
  const names = [...scope.app(app).channels.values()]
    .filter(({ name, attached }) => attached.size > 0 && name.startsWith(prefix))
    .map(({ name }) => name)
    .filter((name) => mayDo(capability, 'channel-metadata', name));
  const value = query.get('by') === 'id' ? names : names.map((name) => ({ channelId: name, name }));
  return { ok: true, status: 200, value: value.slice(0, limitOf(query)) };
}

function asked({ name }: RestCall, { capability }: Grant, operation: Operation, value: () => unknown): RestAnswer {
  const unfit = channelNameFault(name);
  if (unfit !== '') return { ok: false, fault: badChannelName(name, unfit), channel: name };
  const may = isAllowed(capability, operation, name);
  return may
    ? { ok: true, status: 200, value: value(), channel: name }
    : { ok: false, fault: notAllowed(capability, operation, name), channel: name };
}

/** Who may listen may also see who is there. */
function isAllowed(capability: Capability, operation: Operation, name: string): boolean {
  return mayDo(capability, operation, name) || (operation === 'presence' && mayDo(capability, 'subscribe', name));
}

function limitOf(query: URLSearchParams): number {
  const asked = Number(query.get('limit') ?? 100);
  return asked > 0 && asked <= mostItems ? asked : 100;
}
