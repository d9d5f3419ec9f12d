import type { ConnectionReceiver } from './connection';

const nothing = (): void => {};
const label = { socketId: '', user: '', channels: [] };

/** For a peer that is only told why it is refused: whatever it still says is not heard. */
export const silentReceiver: ConnectionReceiver = {
  app: '',
  onText: nothing,
  onBinary: nothing,
  onControl: nothing,
  onClose: nothing,
  label: () => label,
};
