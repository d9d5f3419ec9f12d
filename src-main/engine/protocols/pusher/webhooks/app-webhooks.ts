import type { WebhookSettings } from '../../../../contract/app';
import type { Seq } from '../../../../contract/ids';
import type { HubContext } from '../../../hub/hub-context';
import type { AppChannels } from '../hub/app-channels';
import { AppHooks } from './app-hooks';
import { Endpoint } from './endpoint';
import type { WebhookEvent } from './webhook-event';

/** The webhooks of one app: what happens goes to each of its addresses that wants it. */
export class AppWebhooks {
  readonly hooks: AppHooks;
  private endpoints: ReadonlyMap<string, Endpoint>;

  constructor(
    private readonly context: HubContext,
    private readonly app: () => AppChannels,
    settings: readonly WebhookSettings[],
  ) {
    this.endpoints = this.made(settings);
    this.hooks = new AppHooks(context.clock, (event) => {
      for (const endpoint of this.endpoints.values()) {
        endpoint.tell(event);
      }
    });
  }

  /** What was waiting for addresses that changed or went is given up. */
  change(settings: readonly WebhookSettings[]): void {
    for (const endpoint of this.endpoints.values()) {
      endpoint.close();
    }
    this.endpoints = this.made(settings);
  }

  /** False if the app has no such address (any more), or too much is waiting for it. */
  resend(url: string, text: string, events: readonly WebhookEvent[], resendOf: Seq): boolean {
    return this.endpoints.get(url)?.resend(text, events, resendOf) ?? false;
  }

  /** Ends with the hub: what waits is sent by the next one. */
  suspend(): void {
    this.hooks.close();
    for (const endpoint of this.endpoints.values()) {
      endpoint.suspend();
    }
  }

  close(): void {
    this.hooks.close();
    for (const endpoint of this.endpoints.values()) {
      endpoint.close();
    }
  }

  private made(settings: readonly WebhookSettings[]): ReadonlyMap<string, Endpoint> {
    return new Map(settings.map((one) => [one.url, new Endpoint(this.context, this.app, one)]));
  }
}
