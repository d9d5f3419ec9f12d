import type { ListenerState } from './hub';
import type { Problem } from './problem';
import type { ProjectState } from './project';
import type { TlsFiles } from './tls';

/**
 * How an engine is to run: what the command line or a settings file said. JSON-compatible, so it crosses from the host
 * that starts an engine to the process the engine runs in. What is missing is the engine's default.
 */
export interface HostOptions {
  /** Folder of the capture; made if it is not there. */
  readonly dataDir: string;
  readonly version: string;
  /** HOST:PORT each, instead of the default listeners. */
  readonly listen?: readonly string[];
  /** ID:KEY:SECRET each, instead of the default app. */
  readonly apps?: readonly string[];
  /** Secrets Mercure tokens of publishers and subscribers are signed with, instead of those of the examples. */
  readonly mercureSecrets?: readonly string[];
  /** Addresses where applications say who may listen to a private channel by Socket.IO. */
  readonly socketIoAuth?: readonly string[];
  /** redis://HOST:PORT/CHANNEL each: what is published there, the relay sends to its connections. */
  readonly relayRedis?: readonly string[];
  /** redis://HOST:PORT/PREFIX* each: what Laravel's redis driver publishes there goes to the subscribers of the hub. */
  readonly sourceRedis?: readonly string[];
  /** amqp://HOST:PORT/EXCHANGE each: broadcasts an application publishes there. */
  readonly sourceAmqp?: readonly string[];
  /** redis://HOST:PORT/CHANNEL: all hubs on that channel are one hub for a team. */
  readonly redis?: string;
  /** HOST:PORT, instead of 127.0.0.1:6002 or the next free port. */
  readonly dashboard?: string;
  /** Files of the certificate that TLS is answered with, and of its key. */
  readonly tls?: TlsFiles;
  /** Folder of a project whose workspace is to be open, and whose app is to be on the hub. */
  readonly project?: string;
  /** Path of a settings file; what is said above wins over it. */
  readonly config?: string;
  /** True if a hub that listens nowhere is not worth starting; otherwise it starts, and the page shows the Problem. */
  readonly mustListen: boolean;
  /** Where an engine of the same host listened before it died: ports that are wanted again. */
  readonly again?: BoundAddresses;
}

export interface BoundAddresses {
  /** One for each listener, in order; null for one that had none. */
  readonly hubPorts: readonly (number | null)[];
  readonly dashboardPort: number;
}

/** What a host tells the process it started. A window's port comes with 'port', under Electron only. */
export type HostMessage =
  /** `vaultKey`: 32 bytes in base64 that the system's keychain keeps; absent where there is none. */
  | { readonly type: 'start'; readonly options: HostOptions; readonly vaultKey?: string }
  | { readonly type: 'port' }
  | { readonly type: 'close' };

/** What that process tells its host. */
export type EngineNotice =
  | {
      readonly type: 'ready';
      readonly listeners: readonly ListenerState[];
      /** An address that opens the dashboard once. */
      readonly dashboard: string;
      readonly bound: BoundAddresses;
      /** Of HostOptions.project. */
      readonly project?: ProjectBrief;
    }
  /** It could not start; its end follows. */
  | { readonly type: 'problem'; readonly problem: Problem; readonly takenBy: TakenFolder | null }
  /** The ports handed over so far lead nowhere any more; new ones work. */
  | { readonly type: 'ports-gone' };

/** A project in a few words, for who started the engine on it. */
export interface ProjectBrief {
  readonly dir: string;
  readonly name: string;
  readonly framework: ProjectState['framework'];
  /** Id of its app on the hub; null if it names none, or it could not be put there. */
  readonly app: string | null;
  readonly findings: number;
}

/** The engine that has the folder already. */
export interface TakenFolder {
  /** http://127.0.0.1:6002 */
  readonly address: string;
  readonly pid: number;
  /** An address that opens its dashboard once; null if it gave none. */
  readonly invitation: string | null;
}
