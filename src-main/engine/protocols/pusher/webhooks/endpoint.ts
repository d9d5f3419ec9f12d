import type { WebhookSettings } from '../../../../contract/app';
import type { Seq } from '../../../../contract/ids';
import type { Timer } from '../../../clock';
import type { HubContext } from '../../../hub/hub-context';
import type { AppChannels } from '../hub/app-channels';
import { sign } from '../signature';
import type { Deliverable } from './delivery-queue';
import { DeliveryQueue, queueLimit, retryDelayMs } from './delivery-queue';
import { post } from './post';
import { recordDelivery, recordResult, recordUndelivered } from './webhook-entries';
import type { WebhookEvent } from './webhook-event';
import { eventsIn, webhookBody } from './webhook-event';

/** Events of so long a time go out together. */
const batchMs = 50;
const batchEvents = 100;

export interface Delivery extends Deliverable {
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  /** The text that is signed and sent, the same at every attempt. */
  readonly text: string;
  /** The delivery a person sent once more; null for one that happened by itself. */
  readonly resendOf: Seq | null;
  /** It waited while no hub ran. */
  readonly wasKept?: boolean;
}

/** One address an app's webhooks go to. */
export class Endpoint {
  private readonly queue: DeliveryQueue<Delivery>;
  private readonly ending = new AbortController();
  private gathered: WebhookEvent[] = [];
  private timer: Timer | null = null;
  private lost = 0;

  constructor(
    private readonly context: HubContext,
    private readonly app: () => AppChannels,
    private readonly settings: WebhookSettings,
  ) {
    this.queue = new DeliveryQueue(
      context.clock,
      (delivery) => this.deliver(delivery),
      () => this.keep(),
    );
    for (const text of context.kept.take(this.keptName)) {
      const delivery = readKept(text, settings.url);
      if (delivery !== null) this.queue.add(delivery);
    }
  }

  tell(event: WebhookEvent): void {
    const { events, batch } = this.settings;
    if (events.length > 0 && !events.includes(event.name)) {
      return;
    }
    if (!batch) {
      this.enqueue([event]);
      return;
    }
    this.gathered.push(event);
    if (this.gathered.length >= batchEvents) {
      this.flush();
    } else {
      this.timer ??= this.context.clock.setTimeout(() => this.flush(), batchMs);
    }
  }

  /** Sends a body once more, as it was, signed anew. */
  resend(text: string, events: readonly WebhookEvent[], resendOf: Seq): boolean {
    const { url } = this.settings;
    return this.queue.add({ url, events, text, attempt: 1, sinceMs: this.context.clock.nowMs(), resendOf });
  }

  /** Gives up what waits. */
  close(): void {
    this.timer?.cancel();
    this.queue.close();
    this.ending.abort();
    this.context.kept.keep(this.keptName, []);
  }

  /** Ends with the hub: what waits is sent by the next one. */
  suspend(): void {
    this.timer?.cancel();
    this.keep(this.gathered.length === 0 ? [] : [this.deliveryOf(this.gathered)]);
    this.queue.close();
    this.ending.abort();
  }

  private get keptName(): string {
    return `webhooks ${this.app().settings.id} ${this.settings.url}`;
  }

  private keep(more: readonly Delivery[] = []): void {
    // A person's own resend is nothing a later hub should repeat.
    const waiting = [...this.queue.waiting, ...more].filter(({ resendOf }) => resendOf === null);
    this.context.kept.keep(
      this.keptName,
      waiting.map(({ text, sinceMs, attempt }) => JSON.stringify({ text, sinceMs, attempt })),
    );
  }

  private flush(): void {
    this.timer?.cancel();
    this.timer = null;
    const events = this.gathered;
    this.gathered = [];
    this.enqueue(events);
  }

  private enqueue(events: readonly WebhookEvent[]): void {
    const { url } = this.settings;
    if (this.queue.add(this.deliveryOf(events))) {
      this.lost = 0;
      return;
    }
    // Told once for each time it is full: the flood must not become one of entries.
    if (this.lost === 0) {
      const reason = `${queueLimit} webhooks to ${url} are waiting already: further ones are not kept.`;
      const hint = 'Its receiver is down or too slow. They are tried again for five minutes.';
      recordUndelivered(this.context, this.app().settings.id, url, reason, hint);
    }
    this.lost += events.length;
  }

  private deliveryOf(events: readonly WebhookEvent[]): Delivery {
    const nowMs = this.context.clock.nowMs();
    const { url } = this.settings;
    return { url, events, text: webhookBody(events, nowMs), attempt: 1, sinceMs: nowMs, resendOf: null };
  }

  private async deliver(delivery: Delivery): Promise<{ readonly again: Delivery; readonly inMs: number } | null> {
    const { context, settings } = this;
    const { clock } = context;
    const { settings: app, secret } = this.app();
    if (app.secret === null) {
      const reason = `A webhook to ${settings.url} was not sent: the secret of app ${app.id}, which signs it, is not known.`;
      recordUndelivered(context, app.id, settings.url, reason, 'Give the hub the secret of the app.');
      return null;
    }
    const posting = {
      url: new URL(settings.url),
      body: Buffer.from(delivery.text),
      headers: {
        ...settings.headers,
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'User-Agent': 'Hubbub',
        'X-Pusher-Key': app.key,
        'X-Pusher-Signature': sign(secret, delivery.text),
      },
    };
    const seq = recordDelivery(context, app.id, delivery, posting);
    const startMs = clock.nowMs();
    const result = await post(posting, this.ending.signal);
    if (this.ending.signal.aborted) {
      return null;
    }
    const endMs = clock.nowMs();
    const isGood = result.kind === 'answer' && result.status >= 200 && result.status < 300;
    const retryMs = isGood || delivery.resendOf !== null ? null : retryDelayMs(delivery, endMs);
    recordResult(context, app.id, delivery, seq, result, { ms: endMs - startMs, retryMs });
    return retryMs === null ? null : { again: { ...delivery, attempt: delivery.attempt + 1 }, inMs: retryMs };
  }
}

/** null for what this version does not understand. */
function readKept(kept: string, url: string): Delivery | null {
  try {
    const { text, sinceMs, attempt } = JSON.parse(kept) as { text: string; sinceMs: number; attempt: number };
    return { url, events: eventsIn(text), text, attempt, sinceMs, resendOf: null, wasKept: true };
  } catch {
    return null;
  }
}
