import type { ConnectionSummary } from '../../contract/hub';

import { limits } from '../../contract/limits';

/** What a label was given to, so that the same browser has it again when its page was reloaded. */
interface KeptLabel {
  readonly label: string;
  readonly app: string;
  readonly user: string;
  readonly origin: string;
  readonly userAgent: string;
  readonly remoteAddress: string;
  /** The socket that has it now, or had it last. */
  socketId: string;
  /** Sockets that had it before, the newest first. */
  before: readonly string[];
  /** When that socket closed; undefined while it is open, or until somebody looked. */
  goneAtMs?: number | undefined;
}

/** So many page loads back a label is still known. */
const mostBefore = 20;

/** Where labels are kept; see the document `labels`. */
export interface LabelStore {
  read(): Promise<string | null>;
  write(json: string): Promise<unknown>;
}

/**
 * A person's own names for connections. A socket id lives no longer than its connection, so a label goes on to the next
 * connection of the same app, user, page, browser and address that opens after the labelled one closed. Where several such
 * labels are free it is not guessed which is meant.
 */
export class LabelBook {
  /** The one given last is the last. */
  private kept: KeptLabel[] = [];
  private bySocket = new Map<string, KeptLabel>();
  /** Those whose socket is gone, by what tells their page from others. */
  private free = new Map<string, KeptLabel[]>();

  constructor(private readonly store: LabelStore) {}

  async load(): Promise<void> {
    this.use(readLabels(await this.store.read()));
  }

  /** '' takes the label away. Rejects with a ProblemError if it cannot be kept. */
  async give(connection: ConnectionSummary, label: string): Promise<void> {
    const { app, user, origin, userAgent, remoteAddress, socketId } = connection;
    const own = this.bySocket.get(socketKey(connection));
    const rest = this.kept.filter((one) => one !== own);
    const text = label.trim();
    const one = { label: text, app, user, origin, userAgent, remoteAddress, socketId, before: [] };
    this.use(text === '' ? rest : [...rest, one].slice(-limits.labels));
    await this.save();
  }

  /** To be called before `labelOf` is asked of many: who is there now, and who closed lately. */
  look(open: readonly ConnectionSummary[], closed: readonly ConnectionSummary[]): void {
    this.free = new Map();
    if (this.kept.length === 0) return;
    const sockets = new Set(open.map(socketKey));
    const closedAt = new Map(closed.map((one) => [socketKey(one), goneAtMs(one)]));
    for (const one of this.kept) {
      const key = socketKey(one);
      if (sockets.has(key)) continue;
      one.goneAtMs ??= closedAt.get(key) ?? 0;
      this.free.set(pageKey(one), [...(this.free.get(pageKey(one)) ?? []), one]);
    }
  }

  /** Of a connection that has none and is open, the label it takes over. */
  labelOf(connection: ConnectionSummary): string {
    if (this.kept.length === 0) return '';
    const own = this.bySocket.get(socketKey(connection));
    if (own !== undefined || this.free.size === 0 || connection.closed !== null) return own?.label ?? '';
    const free = (this.free.get(pageKey(connection)) ?? []).filter(
      ({ user, goneAtMs }) => (user === '' || user === connection.user) && connection.openedAtMs >= (goneAtMs ?? 0),
    );
    const heir = free.at(-1);
    if (heir === undefined || free.some(({ label }) => label !== heir.label)) return '';
    this.takeOver(heir, connection.socketId);
    return heir.label;
  }

  /** Labels, each once, the newest first. */
  all(): readonly string[] {
    return [...new Set(this.kept.map(({ label }) => label).reverse())];
  }

  /** Socket ids that have a label, or had it before it went on. */
  socketsOf(label: string): readonly string[] {
    const wanted = label.toLowerCase();
    return this.kept
      .filter((one) => one.label.toLowerCase() === wanted)
      .flatMap((one) => [one.socketId, ...one.before]);
  }

  private takeOver(label: KeptLabel, socketId: string): void {
    this.free.set(
      pageKey(label),
      (this.free.get(pageKey(label)) ?? []).filter((one) => one !== label),
    );
    label.before = [label.socketId, ...label.before].slice(0, mostBefore);
    label.socketId = socketId;
    label.goneAtMs = undefined;
    this.bySocket.set(socketKey(label), label);
    // It holds in this run even if it cannot be written; the next label a person gives says so.
    this.save().catch(() => {});
  }

  private use(kept: KeptLabel[]): void {
    this.kept = kept;
    this.bySocket = new Map();
    for (const one of kept) {
      for (const socketId of [...one.before, one.socketId])
        this.bySocket.set(socketKey({ app: one.app, socketId }), one);
    }
  }

  private save(): Promise<unknown> {
    return this.store.write(JSON.stringify({ labels: this.kept.map(({ goneAtMs: _, ...label }) => label) }));
  }
}

function socketKey({ app, socketId }: { readonly app: string; readonly socketId: string }): string {
  return `${app}\n${socketId}`;
}

type Page = Pick<ConnectionSummary, 'app' | 'origin' | 'userAgent' | 'remoteAddress'>;

function pageKey({ app, origin, userAgent, remoteAddress }: Page): string {
  return [app, origin, userAgent, remoteAddress].join('\n');
}

/** A page that we closed may be back before it has answered our close frame. */
const closeAnswerMs = 2_000;

function goneAtMs({ closed }: ConnectionSummary): number {
  return closed === null ? 0 : closed.atMs - (closed.isOwn ? closeAnswerMs : 0);
}

/** Total: what is no label is left out. */
function readLabels(json: string | null): KeptLabel[] {
  const { labels } = (json === null ? {} : JSON.parse(json)) as { labels?: unknown };
  return Array.isArray(labels) ? labels.filter(isLabel).slice(-limits.labels) : [];
}

const texts = ['label', 'app', 'user', 'origin', 'userAgent', 'remoteAddress', 'socketId'] as const;

function isLabel(value: unknown): value is KeptLabel {
  if (typeof value !== 'object' || value === null) return false;
  const { before } = value as KeptLabel;
  const isList = Array.isArray(before) && before.every((one) => typeof one === 'string');
  return isList && texts.every((name) => typeof (value as KeptLabel)[name] === 'string');
}
