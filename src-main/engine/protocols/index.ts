import type { HubContext } from '../hub/hub-context';
import type { ProtocolModule } from './protocol-module';
import { pusher } from './pusher';

/** Every protocol there is. Adding one is its folder and a line here. */
export const protocols: readonly ProtocolModule<HubContext>[] = [pusher];
