import type { AppAdoption, AppDetails, AppPatch } from './app';
import type { StreamArrivals } from './arrivals';
import type { ConnectionDetail, ConnectionQuery, ConnectionWindow } from './connection';
import type { DemoState } from './demo';
import type { DocumentName } from './documents';
import type { EntryBody } from './entry';
import type { Expectation, ExpectInput } from './expect';
import type {
  ChannelSummary,
  ConnectionSummary,
  Draft,
  HubState,
  Member,
  Preview,
  PreviewedDraft,
  SendResult,
} from './hub';
import type { ConnectionId, RunId, Seq, ViewId } from './ids';
import type { KindCounts } from './kind-counts';
import type { EntryLinks } from './links';
import type { MatchReport, MercureDialect, MintedToken, MintInput, TokenAction, TokenReport } from './mercure';
import type { Explanation } from './message';
import type { Changes } from './note';
import type { Problem } from './problem';
import type { ProfileId, ProfileInput } from './profile';
import type { ProjectState, Workspace } from './project';
import type { ProtocolDescriptor } from './protocol';
import type { ReachState } from './reach';
import type { Receipt } from './receipt';
import type { ServerFigures } from './server-figures';
import type { SessionDraft, SessionSent, SessionState } from './session';
import type { CaptureUse, SettingsState } from './settings';
import type {
  EntriesPage,
  EntriesQuery,
  Lifetimes,
  LiveStatistics,
  Loudest,
  StatisticHistory,
  StatisticSpan,
} from './statistics';
import type { TlsState } from './tls';
import type { Previous, Twin } from './twins';
import type { Bodies, LoadedPage, Place, ViewLook, ViewOpen, Window } from './view';

export interface EngineDescription {
  readonly version: string;
  readonly runId: RunId;
  /** When this run began to record, milliseconds since the epoch. */
  readonly startedAtMs: number;
  readonly dataDir: string;
  /** Where pages in a browser tab reach the engine: http://127.0.0.1:6002; null if they cannot. */
  readonly dashboard: string | null;
  /** What protects the secrets of profiles: the keychain of the system, or a file that only its owner may read. */
  readonly secretsKeptBy: 'keychain' | 'file';
  readonly protocols: readonly ProtocolDescriptor[];
  /** Standing problems: a skipped port, a store set aside, a full disk. */
  readonly problems: readonly Problem[];
}

/** Every request the page or a command can make of the engine: name to input and output. */
export interface EngineCalls {
  'engine.describe': { input: undefined; output: EngineDescription };
  'hub.state': { input: undefined; output: HubState };
  /** Tries the addresses again that could not be bound. */
  'hub.retry': { input: undefined; output: HubState };
  /** What https and wss are answered with, and who trusts it. Makes the hub's own authority if it is the one that signs. */
  'tls.state': { input: undefined; output: TlsState };
  /** Who reaches the hub besides this computer, and who came. Whether containers do is a setting. */
  'reach.state': { input: undefined; output: ReachState };
  /**
   * Opens the hub to the network for that time, at most a day; it ends by itself, and with the engine. Problems: 'bad-input',
   * 'not-found' (no network).
   */
  'reach.open': { input: { minutes: number }; output: ReachState };
  /** Closes it, and ends the connections that came from there. */
  'reach.close': { input: undefined; output: ReachState };
  'hub.channels': { input: undefined; output: readonly ChannelSummary[] };
  'hub.members': { input: { app: string; channel: string }; output: readonly Member[] };
  'hub.connections': { input: undefined; output: readonly ConnectionSummary[] };
  /** A run of the connections that are open or closed lately. */
  'connection.list': { input: ConnectionQuery; output: ConnectionWindow };
  /** null if it is not known (any more). */
  'connection.detail': { input: { id: ConnectionId }; output: ConnectionDetail | null };
  /**
   * Ends a connection with its protocol's code and the reason "Kicked from Hubbub", which its close entry says. `mayReturn`
   * (the default): with the code that lets the page come back by itself.
   */
  'connection.kick': { input: { id: ConnectionId; mayReturn?: boolean | undefined }; output: null };
  /** Gives it a name of one's own, at most limits.labelChars; '' takes it away. */
  'connection.label': { input: { id: ConnectionId; label: string }; output: null };
  /** Waits for a message; counts from now. */
  'expect.arm': { input: ExpectInput; output: Expectation };
  /** Armed ones and the last that ended, the newest first. */
  'expect.list': { input: undefined; output: readonly Expectation[] };
  /** Gives up one that is armed; takes one that has ended off the list. */
  'expect.cancel': { input: { id: number }; output: null };
  /** Answers when it has ended. */
  'expect.wait': { input: { id: number }; output: Expectation };
  /** How many would receive a message now. */
  'hub.preview': {
    input: PreviewedDraft;
    output: Preview;
  };
  'app.list': { input: undefined; output: readonly AppDetails[] };
  /**
   * Makes an app or changes one, at once and for the next run. Problems: 'bad-input', 'refused' (it was set by a flag or the
   * settings file), 'store-failed' (it holds, but only in this run).
   */
  'app.put': { input: AppPatch; output: AppDetails };
  /**
   * Makes an app of what a refusal (its `seq`) or a key asks for, its secret unknown unless it is given; or completes one
   * that was made so. Problems: 'not-found' (no such refusal), and as app.put.
   */
  'app.adopt': { input: AppAdoption; output: AppDetails };
  /** Its connections are closed with 4001. Problems: 'not-found', 'refused', 'store-failed'. */
  'app.remove': { input: { id: string }; output: null };
  /** In clear, for a person who asked to see it; null if it is not known. Never recorded. */
  'app.secret': { input: { id: string }; output: { secret: string | null } };
  /** Sends a webhook delivery (the entry `seq`) once more, as it was, signed anew. Problems: 'not-found', 'refused'. */
  'webhook.resend': { input: { seq: Seq }; output: null };
  /** Writes a marker of the person's own into the capture, at most limits.summaryChars long. */
  'note.add': { input: { text: string }; output: { seq: Seq } };
  /** Whether a topic selector takes a topic, and which streams of now ask for it. */
  'mercure.match': { input: { selector: string; topic: string; dialect: MercureDialect }; output: MatchReport };
  /** A token as the hub of now checks it, for publishing to a topic or subscribing to it ('' for any). Never recorded. */
  'mercure.check': { input: { token: string; action: TokenAction; topic: string }; output: TokenReport };
  /** Makes a token. Problems: 'bad-input', 'refused' (the hub has no secret to sign with). Never recorded. */
  'mercure.mint': { input: MintInput; output: MintedToken };
  'message.send': { input: Draft; output: SendResult };
  /**
   * `after` hides entries up to and including that seq (clear empties the view, not the recording). Without `look` every
   * entry has a row of its own.
   */
  'view.open': { input: { filter: string; after?: Seq; look?: ViewLook }; output: ViewOpen };
  'view.close': { input: { viewId: ViewId }; output: null };
  'view.rows': { input: { viewId: ViewId; from: number; count: number }; output: Window };
  /** As view.rows, with bodies: may answer with fewer than asked for (bounded by bytes), never none while there are some. */
  'view.bodies': { input: { viewId: ViewId; from: number; count: number }; output: Bodies };
  'view.locate': { input: { viewId: ViewId; seq: Seq }; output: Place };
  /** null if it is not kept any more. */
  'entry.body': { input: { seq: Seq }; output: EntryBody | null };
  'entry.explain': { input: { seq: Seq }; output: Explanation | null };
  'entry.receipt': { input: { seq: Seq }; output: Receipt | null };
  /** Entries related to one: its cause and what shares that cause, in order, at most limits.relatedEntries. */
  'entry.related': { input: { seq: Seq }; output: { seqs: readonly Seq[] } };
  /** Entries that tell of the same message elsewhere (a log line, Redis, the hub, a delivery); null if it is not kept. */
  'entry.links': { input: { seq: Seq }; output: EntryLinks | null };
  /**
   * The newest entry before one that is of the same app, kind, channel and event and has another body. Looks at a stretch
   * of the capture; to go on, ask again with `before`, the `searchedTo` of the answer before.
   */
  'entry.previous': { input: { seq: Seq; before?: Seq }; output: Previous };
  /** The message itself and those with the same body within limits.twinMs of it, in order; empty if it is no message. */
  'entry.twins': { input: { seq: Seq }; output: readonly Twin[] };
  /** What came after an entry, by kind, channel and event. Counts a stretch; to go on, ask again after `countedTo`. */
  'capture.changes': { input: { after: Seq }; output: Changes };
  /** Entries of some kinds after a seq (0 for all). */
  'capture.counts': { input: { after: Seq }; output: KindCounts };
  /** Pages that were loaded, the newest load first; at most limits.loadedPages. */
  'capture.pages': { input: undefined; output: readonly LoadedPage[] };
  'capture.use': { input: undefined; output: CaptureUse };
  /** Forgets every entry recorded so far; a Gap says so. What is freed of the file is written over next. */
  'capture.clear': { input: undefined; output: null };
  'demo.state': { input: undefined; output: DemoState };
  /** Real traffic of an app of its own; ends by itself after ten minutes. Problems: 'not-supported', as app.put. */
  'demo.start': { input: undefined; output: DemoState };
  /** Ends its connections; what it did stays in the capture. */
  'demo.stop': { input: undefined; output: DemoState };
  /** Stops it and takes its app away. */
  'demo.remove': { input: undefined; output: DemoState };
  /** What an address (pusher://KEY:SECRET@HOST:PORT/APP_ID) means, as a profile that is not saved. Problems: 'bad-input'. */
  'profile.parse': { input: { url: string }; output: Omit<ProfileInput, 'id'> };
  /** Makes a profile or changes one. Problems: 'bad-input', 'not-found', 'refused', 'store-failed' (it holds for this run). */
  'profile.put': { input: ProfileInput; output: SessionState };
  /** Ends its session and forgets its secrets. Problems: 'not-found', 'store-failed'. */
  'profile.remove': { input: { id: ProfileId }; output: null };
  /** Every profile and how its session is. */
  'session.list': { input: undefined; output: readonly SessionState[] };
  /** Problems of these: 'not-found'. */
  'session.connect': { input: { id: ProfileId }; output: SessionState };
  'session.disconnect': { input: { id: ProfileId }; output: SessionState };
  /** Now, if it is connected, and whenever it is again. `token`: an auth string the person pasted, for this sitting. */
  'session.subscribe': { input: { id: ProfileId; channel: string; token?: string | undefined }; output: SessionState };
  'session.unsubscribe': { input: { id: ProfileId; channel: string }; output: SessionState };
  /** Problems: 'refused' (locked, not connected, or the server's own refusal), 'bad-input'. */
  'session.send': { input: SessionDraft; output: SessionSent };
  /** What the server counts of itself; null while it is not connected, and where its protocol has nothing like it. */
  'session.figures': { input: { id: ProfileId }; output: ServerFigures | null };
  /** Lets a production system be sent to until the engine ends, or no longer. */
  /** When what came of its event stream arrived; null where it has none. Problem: 'not-found'. */
  'session.arrivals': { input: { id: ProfileId }; output: StreamArrivals | null };
  'session.unlock': { input: { id: ProfileId; isUnlocked: boolean }; output: SessionState };
  'settings.read': { input: undefined; output: SettingsState };
  /**
   * Sets one setting ('appearance.theme', 'keys.view.pause'), at once and for the next run. Problems: 'bad-input',
   * 'refused' (a flag or --config decides), 'store-failed' (it holds, but only in this run).
   */
  'settings.change': { input: { path: string; value: unknown }; output: SettingsState };
  /** One setting, a group, or with '' all of them, as they usually are. Problems as of settings.change. */
  'settings.reset': { input: { path: string }; output: SettingsState };
  /**
   * Says whether the page is seen. While it is not, no signal is sent to it; when it is again, what was held back is sent
   * at once.
   */
  'port.visibility': { input: { isVisible: boolean }; output: null };
  /** null if it was never written in the workspace of now, which is named by its folder ('' for none). */
  'document.read': { input: { name: DocumentName }; output: { json: string | null; workspace: string } };
  /**
   * The whole text, JSON of at most limits.documentBytes in UTF-8; who writes last wins. 'bad-input' for anything else.
   * `workspace`: the one it was read of; another one may have been opened meanwhile.
   */
  'document.write': { input: { name: DocumentName; json: string; workspace?: string | undefined }; output: null };
  /** Folders that were opened, the last one first, and which is open; '' is none. */
  'workspace.list': { input: undefined; output: { current: string; workspaces: readonly Workspace[] } };
  /** The project of the folder that is open; null if none is, or while it is read for the first time. */
  'project.state': { input: undefined; output: ProjectState | null };
  /**
   * Opens the workspace of a folder, '' for that of none; `~` is the person's own. Nothing is written there, and nothing run.
   * Problems: 'bad-input' for a path that is not absolute, 'not-found'.
   */
  'project.open': { input: { dir: string }; output: ProjectState | null };
  /** Puts the project's own app on the hub. Problems: 'not-found' if it names none, and as app.put. */
  'project.adopt': { input: undefined; output: AppDetails };
  /** Makes a saved profile of a proposal of the project, with its secrets; one that leads there already is left as it is. Problems: 'not-found', and as profile.put. */
  'project.save': { input: { id: string }; output: SessionState };
  /** The lines that differ, in clear, for a person who asked to copy them; '' if there are none. Never recorded. */
  'project.block': { input: undefined; output: { text: string } };
  'statistics.live': { input: { app: string | null }; output: LiveStatistics };
  /** In at most 180 steps, more or less: seconds for the last quarter of an hour, minutes before. */
  'statistics.history': { input: StatisticSpan; output: StatisticHistory };
  'statistics.loudest': { input: StatisticSpan; output: Loudest };
  'statistics.lifetimes': { input: StatisticSpan; output: Lifetimes };
  /** Rows of the table websockets_statistics_entries. */
  'statistics.entries': { input: EntriesQuery; output: EntriesPage };
  /** Whether this port is told of statistics.changed; at first it is not. */
  'statistics.watch': { input: { isWatched: boolean }; output: null };
  /** Names seen so far that complete a filter token or a composer field, best first, at most 50. */
  'name.complete': { input: { field: 'channel' | 'event' | 'client'; prefix: string }; output: readonly string[] };
}

export type CallName = keyof EngineCalls;
export type CallInput<N extends CallName> = EngineCalls[N]['input'];
export type CallOutput<N extends CallName> = EngineCalls[N]['output'];
