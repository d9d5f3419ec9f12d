import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ChannelSummary, Draft, Preview, PreviewedDraft, SendResult } from '../../../contract/hub';
import { isSame } from '../../../contract/settings';
import type { Timer } from '../../clock';
import type { HubContext } from '../../hub/hub-context';
import type { HubService, HubSide } from '../protocol-module';
import { audience } from './audience';
import { handleRequest } from './hub/api';
import { GrantTable } from './hub/grants';
import { type Counts, isHealthPath } from './hub/health';
import { History, type UpdateLog } from './hub/history';
import { fixedKeys } from './hub/key-ring';
import { keySet, type ReadKeySet } from './hub/key-set';
import { watchLifetimes } from './hub/lifetimes';
import { app, hubPath, metadataPath } from './hub/names';
import { DialectFinder } from './hub/request-dialect';
import type { MercureScope } from './hub/scope';
import { sendDraft } from './hub/send-draft';
import { SubscriberTable } from './hub/subscriber-table';
import { TopicTable } from './hub/topic-table';
import { verifiersOf } from './hub/verifiers';
import type { TokenVerifier } from './hub/verify-token';
import {
  chosenMercure,
  type LiveMercureChoices,
  type MercureSettings,
  type RoleKeys,
  wellKnownSecrets,
} from './settings';

/** What it takes from outside, besides the hub. */
export interface MercureParts {
  /** null keeps history in memory alone. */
  readonly log: UpdateLog | null;
  readonly readKeySet: ReadKeySet;
  /** null: as it was given, for good. */
  readonly choices: LiveMercureChoices | null;
  /** Told once, when the hub starts. */
  onHistory(history: History): void;
}

export function createHubSide(settings: MercureSettings, parts: MercureParts): HubSide<HubContext> {
  return {
    owns: (path) => path === hubPath || path.startsWith(`${hubPath}/`) || path === metadataPath || isHealthPath(path),
    audience,
    looksAlike: () => false,
    secrets: () => secretsOf(chosen(settings, parts)),
    start: (context) => new MercureHub(context, settings, parts),
  };
}

/** Those of the examples are in every tutorial: naming them helps more than it gives away. */
function secretsOf({ publisher, subscriber, issuers }: MercureSettings): readonly string[] {
  const known: readonly string[] = wellKnownSecrets;
  const ofIssuers = issuers.flatMap((one) => [one.publisher ?? null, one.subscriber ?? null]);
  const all = [publisher, subscriber, ...ofIssuers].flatMap((keys) =>
    keys?.algorithm.startsWith('HS') ? keys.secrets : [],
  );
  return [...new Set(all)].filter((secret) => !known.includes(secret));
}

function chosen(given: MercureSettings, { choices }: MercureParts): MercureSettings {
  return choices === null ? given : chosenMercure(given, choices.current);
}

class MercureHub implements HubService, MercureScope {
  readonly subscribers = new SubscriberTable();
  readonly grants = new GrantTable();
  readonly history: History;
  readonly dialects = new DialectFinder();
  readonly topics;
  settings: MercureSettings;
  publisher: TokenVerifier | null = null;
  subscriber: TokenVerifier | null = null;
  private readonly watch: Timer;
  private readonly total = { subscribers: 0, updates: 0 };

  constructor(
    readonly context: HubContext,
    given: MercureSettings,
    private readonly parts: MercureParts,
  ) {
    const settings = chosen(given, parts);
    this.settings = settings;
    this.history = new History(settings.historyUpdates, parts.log);
    parts.onHistory(this.history);
    this.watch = watchLifetimes(this);
    this.topics = new TopicTable(context.rate, (name) => this.subscribers.subscribersTo(name), context.changed);
    this.takeKeys();
    parts.choices?.onChange((now) => this.take(chosenMercure(given, now)));
  }

  /** Streams that are open stay as they are; what is asked from now on is answered by these. */
  private take(settings: MercureSettings): void {
    const before = this.settings;
    this.settings = settings;
    this.history.keep(settings.historyUpdates);
    if (!isSame([before.publisher, before.subscriber], [settings.publisher, settings.subscriber])) {
      this.takeKeys();
    }
  }

  private takeKeys(): void {
    const ring = (keys: RoleKeys) =>
      keys.jwksUrl === undefined ? fixedKeys(keys) : keySet(keys.jwksUrl, this.parts.readKeySet, this.context.clock);
    const verifiers = verifiersOf(this.settings, ring);
    this.publisher = verifiers.publisher;
    this.subscriber = verifiers.subscriber;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, listener: string): void {
    const reason = 'Mercure has no WebSockets: a page subscribes with new EventSource(url).';
    this.context.http.refuse({ request, socket, head, listener }, 400, reason);
  }

  request(request: IncomingMessage, response: ServerResponse, listener: string): void {
    handleRequest(this, request, response, listener);
  }

  channels(): readonly ChannelSummary[] {
    return this.topics.summaries(this.context.clock.nowMs());
  }

  members = () => [];

  /** There are no apps: only who names the protocol, or the one app there is, means this one. */
  preview(draft: PreviewedDraft): Preview {
    if (draft.protocol === undefined && draft.app !== app) {
      return { matched: 0, excluded: 0 };
    }
    const topics = [draft.channel, ...(draft.alternates ?? [])];
    const { connections, denied } = this.subscribers.audience(topics, draft.isPrivate === true);
    return { matched: connections.length, excluded: 0, denied };
  }

  send(draft: Draft): SendResult {
    return sendDraft(this, draft);
  }

  counts(): Counts {
    return this.total;
  }

  counted(what: keyof Counts): void {
    this.total[what] += 1;
  }

  async close(): Promise<void> {
    this.watch.cancel();
    for (const { connection } of [...this.subscribers.all()]) {
      connection.close(0, 'The hub is shutting down.');
    }
  }
}
