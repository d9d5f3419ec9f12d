import { expect, test } from 'vitest';
import type { ChannelSummary } from '../../../src-main/contract/hub';
import type { ProtocolDescriptor } from '../../../src-main/contract/protocol';
import { protocolFor } from './protocol-for';

const [pusher, mercure] = ['pusher', 'mercure'].map((id) => ({ id }) as ProtocolDescriptor);
const protocols = [pusher, mercure] as readonly ProtocolDescriptor[];
const channel = (protocol: string, name: string, subscribers: number) =>
  ({ protocol, name, subscribers }) as ChannelSummary;

test('the chosen protocol, else the one somebody listens by, else the one the channel is of, else the first', () => {
  const channels = [channel('pusher', 'a', 0), channel('mercure', 'a', 1), channel('mercure', 'b', 0)];
  expect(protocolFor(protocols, 'pusher', 'a', channels)).toBe(pusher);
  expect(protocolFor(protocols, '', 'a', channels)).toBe(mercure);
  expect(protocolFor(protocols, '', 'b', channels)).toBe(mercure);
  expect(protocolFor(protocols, '', 'c', channels)).toBe(pusher);
  expect(protocolFor(protocols, 'gone', 'c', channels)).toBe(pusher);
  expect(protocolFor([], '', 'a', channels)).toBeNull();
});
