import type { AppInfo } from './app';
import type { ProfileId } from './profile';

/** A line of a file of the project: the path from the project's folder, with slashes; lines count from 1. */
export interface ProjectPlace {
  readonly file: string;
  readonly line: number;
}

/** A value that was read, and where. */
export interface ProjectValue {
  /** What it is called where it is set: 'REVERB_HOST', or 'connections.pusher.options.host' of a config file. */
  readonly name: string;
  /** '' for a secret. */
  readonly value: string;
  /** Of a secret its length and a short hash, as of an app's; null for anything else. */
  readonly masked: { readonly length: number; readonly hash: string } | null;
  /** null: set nowhere, the framework's own default. */
  readonly place: ProjectPlace | null;
}

/** Where something is reached; parts that are not known are null. */
export interface ProjectRoute {
  readonly scheme: ProjectValue | null;
  readonly host: ProjectValue | null;
  readonly port: ProjectValue | null;
  /** 'http://127.0.0.1:8080', '' if it is not known. */
  readonly url: string;
}

/** What a broadcast, an update or a message of the project goes through. */
export type ProjectDriver = 'pusher' | 'reverb' | 'ably' | 'redis' | 'log' | 'null' | 'mercure' | 'messenger' | 'other';

export interface ProjectSystem {
  /** Its name in the project's config: 'reverb', 'default'. */
  readonly name: string;
  readonly driver: ProjectDriver;
  /** Whether it is what the project uses now; of a driver that is only configured false. */
  readonly isInUse: boolean;
  /** What it is set up with, routes aside: id, key, secret, cluster, prefix, DSN. */
  readonly values: readonly ProjectValue[];
  readonly server: ProjectRoute | null;
  readonly browser: ProjectRoute | null;
}

/**
 * What is worth knowing of a project's settings; the page has the words. `values` go into the sentence. A warning keeps
 * something from arriving; a note is worth knowing.
 */
export interface ProjectFinding {
  readonly code: ProjectFindingCode;
  readonly level: 'warning' | 'note';
  readonly values: Readonly<Record<string, string>>;
  readonly places: readonly ProjectPlace[];
}

export type ProjectFindingCode =
  | 'env-missing'
  | 'file-unreadable'
  | 'config-cached'
  | 'env-other'
  | 'driver-null'
  | 'driver-log'
  | 'driver-two-keys'
  | 'connection-missing'
  | 'credentials-missing'
  | 'browser-key-missing'
  | 'browser-key-differs'
  | 'browser-route-differs'
  | 'server-in-container'
  | 'ably-plain-key'
  | 'ably-hosted'
  | 'queue-waits'
  | 'redis-prefix'
  | 'env-command'
  | 'mercure-jwt-secret'
  | 'mercure-publish-missing'
  | 'mercure-secret-short'
  | 'mercure-secret-unknown'
  | 'mercure-hosts-differ'
  | 'listener-misses'
  | 'app-differs'
  | 'not-watched';

/** A target of the project that is one call, `project.save`, away from a saved profile. */
export interface ProjectProposal {
  /** As `project.save` takes it: the same as long as the project names the target alike. */
  readonly id: string;
  /** Id of the protocol: 'pusher', 'mercure', 'redis', 'amqp', 'log', 'ably'. */
  readonly protocol: string;
  readonly name: string;
  /** Where a client connects to, without secrets: 'ws://localhost:8080', 'redis://u:••••@localhost:6379'. */
  readonly url: string;
  readonly place: ProjectPlace | null;
  /** The saved profile that leads there; null: none. */
  readonly profile: ProfileId | null;
}

/** The project's own app on this hub. `there`: with the same id and secret; `differs`: its key is there with others. */
export interface ProjectApp extends AppInfo {
  readonly state: 'missing' | 'there' | 'differs';
  readonly place: ProjectPlace | null;
}

/** Lines that point the project at this hub. */
export interface ProjectBlock {
  /** Where they belong: '.env'. */
  readonly file: string;
  /** Those that differ from what the project has now; secrets masked. Empty: it is pointed at the hub. */
  readonly lines: readonly ProjectBlockLine[];
}

export interface ProjectBlockLine {
  readonly name: string;
  /** As it is to be written, quotes and all; of a secret only dots. */
  readonly value: string;
  /** What the project has now; null if it has no such line. */
  readonly before: string | null;
  readonly place: ProjectPlace | null;
}

/** One `.listen()` and the like in the project's scripts. */
export interface ScriptListener {
  readonly place: ProjectPlace;
  /** What was called: 'listen', 'notification', 'listenForWhisper', 'bind', 'addEventListener'. */
  readonly method: string;
  /** The name as it stands in the script; '' for `.notification()`. */
  readonly typed: string;
  /** Name on the wire that it hears. */
  readonly hears: string;
  /** Channel on the wire, `*` where the script puts a value in; null if it does not stand near by. */
  readonly channel: string | null;
}

/** An event class of the project that is broadcast. */
export interface BroadcastClass {
  readonly place: ProjectPlace;
  /** 'App\\Events\\OrderShipped' */
  readonly className: string;
  /** Its name on the wire; null if its broadcastAs() says more than a text. */
  readonly wireName: string | null;
  /** Channels on the wire, `*` where the class puts a value in. */
  readonly channels: readonly string[];
  /** Whether it goes out without a queue. */
  readonly isNow: boolean;
}

/** A pattern of routes/channels.php. */
export interface ChannelRule {
  readonly place: ProjectPlace;
  /** 'orders.{id}' */
  readonly pattern: string;
}

/** What was found in the project's code. */
export interface ProjectCode {
  readonly listeners: readonly ScriptListener[];
  readonly events: readonly BroadcastClass[];
  readonly rules: readonly ChannelRule[];
  /** Files that were looked at, and whether there were more than are. */
  readonly files: number;
  readonly isWhole: boolean;
}

export interface ProjectState {
  /** Absolute path of the folder. */
  readonly dir: string;
  /** What it calls itself, or its folder's name. */
  readonly name: string;
  readonly framework: 'laravel' | 'symfony' | 'none';
  /** Grows with every change that was read. */
  readonly revision: number;
  /** Files of settings that were read, in their order of truth. */
  readonly files: readonly string[];
  readonly systems: readonly ProjectSystem[];
  readonly findings: readonly ProjectFinding[];
  readonly proposals: readonly ProjectProposal[];
  /** null: the project names none. */
  readonly app: ProjectApp | null;
  readonly block: ProjectBlock | null;
  readonly code: ProjectCode;
}

/** A folder that was opened, or with `dir` '' the place of all that belongs to none. */
export interface Workspace {
  readonly dir: string;
  readonly name: string;
  readonly openedAtMs: number;
}
