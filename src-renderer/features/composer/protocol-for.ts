import type { ChannelSummary } from '../../../src-main/contract/hub';
import type { ProtocolDescriptor } from '../../../src-main/contract/protocol';

/** The protocol a message goes by: the chosen one, else the one somebody listens to its channel by, else the first. */
export function protocolFor(
  protocols: readonly ProtocolDescriptor[],
  chosen: string,
  channel: string,
  channels: readonly ChannelSummary[],
): ProtocolDescriptor | null {
  const find = (id: string | undefined) => protocols.find((one) => one.id === id);
  const known = channels.filter(({ name }) => name === channel);
  const heard = known.find(({ subscribers }) => subscribers > 0) ?? known[0];
  return find(chosen) ?? find(heard?.protocol) ?? protocols[0] ?? null;
}
