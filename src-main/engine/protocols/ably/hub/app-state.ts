import type { AppSettings } from '../../../../contract/app';
import { limits } from '../../../../contract/limits';
import type { HubContext } from '../../../hub/hub-context';
import { AblyChannel } from './ably-channel';
import type { AblyPeer } from './peer';
import type { Nonces } from './token-request';

/** What the hub knows of one app while it runs. */
export interface AblyApp {
  settings: AppSettings;
  readonly channels: Map<string, AblyChannel>;
  /** By connection id, those that lost their socket lately among them. */
  readonly peers: Map<string, AblyPeer>;
}

/** What the parts of the hub side share. */
export interface AblyScope {
  readonly context: HubContext;
  readonly nonces: Nonces;
  app(settings: AppSettings): AblyApp;
  /** A text nobody can guess. */
  newId(bytes: number): string;
  /** Later in the alphabet each time. */
  nextSerial(nowMs: number): string;
}

/** The peer cannot be gone on with any more. */
export function forget(peer: AblyPeer): void {
  peer.app.peers.delete(peer.connectionId);
}

/** The channel, made if need be; of the empty ones those unused for longest are forgotten first. */
export function channelOf(scope: AblyScope, app: AblyApp, name: string): AblyChannel {
  const { context } = scope;
  const known = app.channels.get(name);
  if (known !== undefined) return known;
  const channel = new AblyChannel(name, context.rate(), scope.nextSerial(context.clock.nowMs()));
  app.channels.set(name, channel);
  if (app.channels.size > limits.rememberedChannels) {
    const empty = [...app.channels.values()].find((one) => one.isEmpty && one !== channel);
    if (empty !== undefined) app.channels.delete(empty.name);
  }
  context.changed();
  return channel;
}
