/**
 * The channels of a publish: those of one to several are joined in its entry. Looking for one character first costs a tenth
 * of looking for two.
 */
export function channelsOf(channel: string): readonly string[] {
  return channel.indexOf(',') === -1 ? [channel] : channel.split(', ');
}
