import type { WebhookEventName } from '../../../../contract/app';

/** One thing that happened, as the body of a webhook has it. */
export interface WebhookEvent {
  readonly name: WebhookEventName;
  readonly channel: string;
  readonly user_id?: string;
  readonly event?: string;
  readonly data?: string;
  readonly socket_id?: string;
  readonly subscription_count?: number;
}

/** What a request carries: `time_ms` and the events, in this order. */
export function webhookBody(events: readonly WebhookEvent[], nowMs: number): string {
  return JSON.stringify({ time_ms: Math.round(nowMs), events });
}

/** The events in a body that webhookBody made. */
export function eventsIn(text: string): readonly WebhookEvent[] {
  return (JSON.parse(text) as { readonly events: readonly WebhookEvent[] }).events;
}
