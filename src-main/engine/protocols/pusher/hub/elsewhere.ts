import type { ConnectionId, Seq } from '../../../../contract/ids';
import type { HubContext } from '../../../hub/hub-context';
import type { Audience } from '../../protocol-module';

/** Those who get a publish by another protocol of the hub. Nearly always nobody does, and then it costs a look. */
export class Elsewhere {
  matched = 0;
  excluded: ConnectionId | null = null;
  /** Channels somebody listens to elsewhere, as they are called here, with who. */
  private found: { readonly channel: string; readonly audiences: readonly Audience[] }[] | null = null;

  constructor(
    private readonly context: HubContext,
    private readonly app: string,
    private readonly socketId: string,
  ) {}

  get isEmpty(): boolean {
    return this.found === null;
  }

  /** The channels as they are called there. */
  get names(): readonly string[] {
    return (this.found ?? []).flatMap(({ audiences }) => audiences.map(({ channel }) => channel));
  }

  look(channel: string): void {
    const audiences = this.context.others.listening(this.app, channel, this.socketId);
    if (audiences.length === 0) {
      return;
    }
    this.found ??= [];
    this.found.push({ channel, audiences });
    for (const { matched, excluded } of audiences) {
      this.matched += matched;
      this.excluded ??= excluded;
    }
  }

  deliver(event: string, data: string, publish: Seq): void {
    for (const { channel } of this.found ?? []) {
      this.context.others.deliver({ app: this.app, channel, event, data, socketId: this.socketId, publish });
    }
  }
}
