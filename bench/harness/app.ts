/** The app all servers of the benches serve. */
export const app = { id: '12345', key: 'your_app_key', secret: 'your_app_secret' };

/** Names of the channels of a bench. */
export const channelNames = (count: number, prefix = 'bench'): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
