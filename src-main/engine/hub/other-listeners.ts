import type { Audience, HubService } from '../protocols/protocol-module';
import type { OtherListeners } from './hub-context';

const nobody: readonly Audience[] = [];

/** The services that listen to others, without the one that asks. `services` is asked late: they are made one by one. */
export function othersOf(services: () => ReadonlyMap<string, HubService>, self: string): OtherListeners {
  let found: readonly HubService[] | null = null;
  const others = (): readonly HubService[] => {
    found ??= [...services()].flatMap(([id, service]) =>
      id === self || service.listening === undefined ? [] : [service],
    );
    return found;
  };
  return {
    // Asked with every publish, and nearly always nobody listens.
    listening(app, channel, socketId) {
      let audiences = nobody;
      for (const service of others()) {
        const audience = service.listening?.(app, channel, socketId) ?? null;
        audiences = audience === null ? audiences : [...audiences, audience];
      }
      return audiences;
    },
    deliver(message) {
      for (const service of others()) {
        service.deliver?.(message);
      }
    },
  };
}
