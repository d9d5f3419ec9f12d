import type { EntryAction } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import type { HubConnection } from '../../../hub/connection';
import type { HubContext } from '../../../hub/hub-context';
import type { AppChannels } from './app-channels';
import type { PusherChannel } from './channel';
import { errorFrame } from './frames';
import type { SignedInUser } from './signed-in-users';
import type { Subscriber } from './subscriber';

/** One connection as Pusher sees it. */
export class Peer implements Subscriber {
  readonly subscriptions = new Map<string, PusherChannel>();
  signedIn: SignedInUser | null = null;
  lastHeardMs: number;
  /** When it was last pinged without having been heard since, null if it was not. */
  pingedAtMs: number | null = null;
  private secondStartMs = 0;
  private eventsThisSecond = 0;

  constructor(
    readonly context: HubContext,
    readonly app: AppChannels,
    readonly socketId: string,
    readonly connection: HubConnection,
    /** A program of this computer, no web page. */
    readonly isLocalProgram: boolean,
  ) {
    this.lastHeardMs = context.clock.nowMs();
  }

  get appId(): string {
    return this.app.settings.id;
  }

  heard(): void {
    this.lastHeardMs = this.context.clock.nowMs();
    this.pingedAtMs = null;
  }

  /** True if one more client event is within the app's limit of so many in a second. */
  mayTrigger(nowMs: number): boolean {
    if (nowMs - this.secondStartMs >= 1000) {
      this.secondStartMs = nowMs;
      this.eventsThisSecond = 0;
    }
    this.eventsThisSecond += 1;
    return this.eventsThisSecond <= this.app.settings.clientEventsPerSecond;
  }

  /** The user this connection has signed in as, or is on a presence channel as; with several the first one. */
  user(): string {
    if (this.signedIn !== null) {
      return this.signedIn.id;
    }
    for (const channel of this.subscriptions.values()) {
      const user = channel.subscribers.get(this);
      if (user) {
        return user;
      }
    }
    return '';
  }

  /** Sends and records something the protocol itself says to this peer alone. */
  say(
    action: EntryAction,
    event: string,
    text: string,
    about: { cause?: Seq; channel?: string; summary?: string },
  ): Seq {
    const frame = this.context.encodeText(text);
    const seq = this.context.recorder.record({
      kind: 'ping',
      action,
      direction: 'down',
      protocol: 'pusher',
      app: this.appId,
      connection: this.connection.id,
      event,
      body: frame.payload,
      ...about,
    });
    this.connection.send(
      action === 'heartbeat' ? { bytes: frame.bytes, seq, isHeartbeat: true } : { bytes: frame.bytes, seq },
    );
    return seq;
  }

  /** Tells the peer that one of its messages failed; it stays connected. */
  sayError(code: number | null, message: string, cause: Seq, channel?: string): void {
    this.say('chatter', 'pusher:error', errorFrame(code, message), { cause, channel, summary: message });
  }

  /** Tells the peer why it is cut off, then closes with the same code: pusher-js acts on whichever comes first. */
  dismiss(code: number, message: string, cause?: Seq): void {
    this.say('chatter', 'pusher:error', errorFrame(code, message), { cause, summary: message });
    this.connection.close(code, message);
  }
}
