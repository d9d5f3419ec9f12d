import type { Seq } from './ids';
import type { Problem } from './problem';

/** What one app may use at most. The defaults are the hosted service's own limits. */
export interface AppLimits {
  /** Characters of a channel name. */
  readonly channelNameChars: number;
  /** Characters of an event name. */
  readonly eventNameChars: number;
  /** Bytes of one event's data. */
  readonly dataBytes: number;
  /** Events of one batch_events request. */
  readonly batchEvents: number;
  /** Channels of one publish. */
  readonly channelsPerPublish: number;
  /** Users on one presence channel. */
  readonly members: number;
  /** Characters of a user's id. */
  readonly userIdChars: number;
  /** Bytes of a user's user_info. */
  readonly userInfoBytes: number;
  /** Users one signed-in connection may watch. */
  readonly watchedUsers: number;
}

/** What a webhook can tell, by the names of the hosted service. */
export const webhookEventNames = [
  'channel_occupied',
  'channel_vacated',
  'member_added',
  'member_removed',
  'client_event',
  'cache_miss',
  'subscription_count',
] as const;
export type WebhookEventName = (typeof webhookEventNames)[number];

/** Where an app server is told what happens on its channels. */
export interface WebhookSettings {
  /** http or https. */
  readonly url: string;
  /** None listed means all. */
  readonly events: readonly WebhookEventName[];
  /** Sent along. X-Pusher-Key and X-Pusher-Signature are always the hub's. */
  readonly headers: { readonly [name: string]: string };
  /** Whether events that happen together go in one request. */
  readonly batch: boolean;
}

/** A real server behind an app of the hub. */
export interface ForwardSettings {
  /** Reverb, soketi, laravel-websockets or Pusher itself: http or https, with whatever prefix. '' for none: the hub serves. */
  readonly url: string;
  /** The application that signs pages in: /broadcasting/auth of a listener goes on to it. '' for none. */
  readonly authUrl: string;
  /** False: any certificate is taken. */
  readonly verifyTls: boolean;
}

/** How an app behaves, besides what names it. */
export interface AppOptions {
  /** False: clients and servers of the app are turned away. */
  readonly enabled: boolean;
  /** Seconds of silence after which a client is to ping. */
  readonly activityTimeoutS: number;
  /** Who may send client events: nobody, members of private and presence channels, or every connection to any channel. */
  readonly clientEvents: 'off' | 'members' | 'all';
  readonly clientEventsPerSecond: number;
  /** Hosts a page may come from, `*` standing for any text; empty means any. */
  readonly allowedOrigins: readonly string[];
  /** Connections at once, null for no limit. */
  readonly capacity: number | null;
  /** Versions of the protocol that are let in, null for every one. */
  readonly protocolVersions: readonly number[] | null;
  /** Whether subscribers are told how many they are (pusher_internal:subscription_count). */
  readonly subscriptionCounts: boolean;
  /** Seconds for which a cache channel remembers its last event. */
  readonly cacheS: number;
  readonly webhooks: readonly WebhookSettings[];
  /** Where connections and requests of the app are passed through to; null: nowhere. */
  readonly forward: ForwardSettings | null;
  readonly limits: AppLimits;
}

/** A tenant of the hub as it is configured. */
export interface AppSettings extends AppOptions {
  readonly id: string;
  readonly key: string;
  /** null: not known (yet). */
  readonly secret: string | null;
}

/** ID.KEY: a key that says which app it is of, as those of Ably do. One that has its id in front already stays as it is. */
export function qualifiedKey({ id, key }: Pick<AppSettings, 'id' | 'key'>): string {
  return key.startsWith(`${id}.`) ? key : `${id}.${key}`;
}

export const defaultAppOptions: AppOptions = {
  enabled: true,
  activityTimeoutS: 120,
  clientEvents: 'members',
  clientEventsPerSecond: 10,
  allowedOrigins: [],
  capacity: null,
  protocolVersions: null,
  subscriptionCounts: false,
  cacheS: 1_800,
  webhooks: [],
  forward: null,
  limits: {
    channelNameChars: 200,
    eventNameChars: 200,
    dataBytes: 10_240,
    batchEvents: 10,
    channelsPerPublish: 100,
    members: 100,
    userIdChars: 128,
    userInfoBytes: 1_024,
    watchedUsers: 100,
  },
};

/** An app as the page may see it: the secret is masked as its length and a short hash. */
export interface AppInfo {
  readonly id: string;
  readonly key: string;
  /** 0 if it is not known. */
  readonly secretLength: number;
  /** '' if it is not known. */
  readonly secretHash: string;
  /** Most bytes of one event's data. */
  readonly maxDataBytes: number;
}

/**
 * Where an app comes from. `flag` and `config` cannot be changed while the hub runs, as they come again at the next start;
 * `default` is the one of the usual examples; `kept` is in the data folder.
 */
export type AppSource = 'flag' | 'config' | 'default' | 'kept';

/** An app with all its settings. */
export interface AppDetails extends AppInfo {
  readonly source: AppSource;
  readonly options: AppOptions;
  /** What is worth knowing of the settings, such as an origin that never matches. */
  readonly warnings: readonly Problem[];
}

/**
 * What to change of an app, or what a new one is to be: what is left out stays, or is the default. A new app without key
 * and secret gets fresh ones; `secret: null` says that it is not known.
 */
export interface AppPatch {
  readonly id: string;
  readonly key?: string | undefined;
  readonly secret?: string | null | undefined;
  readonly options?: AppOptionsPatch | undefined;
}

export type AppOptionsPatch = {
  readonly [N in keyof Omit<AppOptions, 'limits'>]?: AppOptions[N] | undefined;
} & { readonly limits?: { readonly [N in keyof AppLimits]?: AppLimits[N] | undefined } | undefined };

/** What is to become an app: the refusal of one that is not there, or its key. */
export interface AppAdoption {
  readonly refusal?: Seq | undefined;
  readonly key?: string | undefined;
  readonly id?: string | undefined;
  readonly secret?: string | undefined;
}
