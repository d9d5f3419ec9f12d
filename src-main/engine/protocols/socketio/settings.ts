import { defaultSocketIo, type SocketIoSettings } from '../../../contract/socketio';

/** Settings that may change while the hub runs; a client keeps the heartbeat it was told when it came. */
export interface LiveSocketIoSettings {
  readonly current: SocketIoSettings;
}

/** As usual, for good. */
export const usualSocketIo: LiveSocketIoSettings = { current: defaultSocketIo };
