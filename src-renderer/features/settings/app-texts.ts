import { type AppDetails, type AppOptions, type AppPatch, defaultAppOptions } from '../../../src-main/contract/app';
import { type ForwardTexts, forwardTexts, readForward } from './app-forward';
import { type LimitName, type LimitTexts, limitTexts, readLimits } from './app-limits';
import { readWebhooks, type WebhookFault, type WebhookTexts, webhookTexts } from './app-webhook-texts';

/** An app as it stands in its form. */
export interface AppTexts {
  readonly id: string;
  readonly key: string;
  /** '' leaves the one there is. */
  readonly secret: string;
  readonly origins: string;
  readonly capacity: string;
  readonly activityTimeout: string;
  readonly versions: string;
  readonly clientEvents: AppOptions['clientEvents'];
  readonly subscriptionCounts: boolean;
  readonly enabled: boolean;
  readonly forward: ForwardTexts;
  readonly webhooks: readonly WebhookTexts[];
  readonly limits: LimitTexts;
}

/** What is wrong with what was typed, and where. */
export type AppFault =
  | { readonly field: 'id'; readonly of: 'id' | 'there' }
  | { readonly field: 'capacity' | 'activityTimeout'; readonly of: 'number' }
  | { readonly field: 'versions'; readonly of: 'versions' }
  | { readonly field: 'limits'; readonly of: LimitName }
  | { readonly field: 'webhooks'; readonly of: WebhookFault };

export function appTexts(app: AppDetails | null): AppTexts {
  const options = app?.options ?? defaultAppOptions;
  return {
    id: app?.id ?? '',
    key: app?.key ?? '',
    secret: '',
    origins: options.allowedOrigins.join(', '),
    capacity: options.capacity === null ? '' : String(options.capacity),
    activityTimeout: String(options.activityTimeoutS),
    versions: (options.protocolVersions ?? []).join(', '),
    clientEvents: options.clientEvents,
    subscriptionCounts: options.subscriptionCounts,
    enabled: options.enabled,
    forward: forwardTexts(options.forward),
    webhooks: webhookTexts(options.webhooks),
    limits: limitTexts(options),
  };
}

const wholeNumber = /^([1-9]\d{0,8})?$/;

/** The change that was typed, or the first thing that is wrong with it. `taken`: ids a new app may not have. */
export function readApp(
  texts: AppTexts,
  taken: readonly string[],
): { readonly patch: AppPatch } | { readonly fault: AppFault } {
  const [id, key, capacity, timeout] = [texts.id, texts.key, texts.capacity, texts.activityTimeout].map((text) =>
    text.trim(),
  ) as [string, string, string, string];
  if (id === '') return { fault: { field: 'id', of: 'id' } };
  if (taken.includes(id)) return { fault: { field: 'id', of: 'there' } };
  if (!wholeNumber.test(capacity)) return { fault: { field: 'capacity', of: 'number' } };
  if (!wholeNumber.test(timeout)) return { fault: { field: 'activityTimeout', of: 'number' } };
  const versions = texts.versions.split(/[\s,]+/).filter((version) => version !== '');
  if (versions.some((version) => !/^[1-9]\d?$/.test(version))) return { fault: { field: 'versions', of: 'versions' } };
  const webhooks = readWebhooks(texts.webhooks);
  if ('fault' in webhooks) return { fault: { field: 'webhooks', of: webhooks.fault } };
  const limits = readLimits(texts.limits);
  if ('fault' in limits) return { fault: { field: 'limits', of: limits.fault } };
  return {
    patch: {
      id,
      ...(key === '' ? {} : { key }),
      ...(texts.secret === '' ? {} : { secret: texts.secret }),
      options: {
        ...limits.read,
        enabled: texts.enabled,
        subscriptionCounts: texts.subscriptionCounts,
        clientEvents: texts.clientEvents,
        capacity: capacity === '' ? null : Number(capacity),
        activityTimeoutS: timeout === '' ? defaultAppOptions.activityTimeoutS : Number(timeout),
        protocolVersions: versions.length === 0 ? null : versions.map(Number),
        allowedOrigins: texts.origins.split(/[\s,]+/).filter((origin) => origin !== ''),
        forward: readForward(texts.forward),
        webhooks: webhooks.read,
      },
    },
  };
}
