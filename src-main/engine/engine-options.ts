import type { EngineDescription } from '../contract/engine-calls';
import type { ProjectBrief } from '../contract/engine-host';
import type { ListenerState } from '../contract/hub';
import type { Port } from '../contract/port';
import type { GivenApps } from './apps/app-registry';
import type { ListenAddress } from './hub/hub';
import type { FindPortHolder } from './hub/listener';
import type { ProtocolSettings } from './protocols';
import type { SettingsBook } from './settings/settings-book';
import type { RedisAddress } from './sources/redis-address';
import type { SourceSettings } from './sources/source-set';
import type { StatisticsSettings } from './statistics/create-statistics';
import type { Retention } from './store/worker-messages';
import type { GivenCertificate } from './tls/certificates';

export interface EngineOptions {
  /** Folder of the capture and the second database; made if it is not there. */
  readonly dataDir: string;
  /** Folder with the built workers. */
  readonly workerDir: string;
  readonly version: string;
  /** Apps that were named at the start. None: those the folder keeps, and the app of the usual examples. */
  readonly apps?: GivenApps;
  readonly protocols?: ProtocolSettings;
  /** Brokers that feed the hub; none if absent. */
  readonly sources?: readonly SourceSettings[];
  /** Where the other nodes of its team are met; it stands alone if absent or null. */
  readonly team?: RedisAddress | null;
  /** Where the hub listens. What cannot be bound is a state of its listener. */
  readonly listen: readonly ListenAddress[];
  readonly retention?: Partial<Retention>;
  readonly statistics?: Partial<StatisticsSettings>;
  /** What was given for TLS; the hub finds or makes certificates for what it does not cover. */
  readonly tls?: GivenCertificate | null;
  /** Seals the secrets of profiles; from the keychain of the system. */
  readonly vaultKey?: Buffer | null;
  /** Where pages in a browser tab reach it, to be told to those who ask. */
  readonly dashboard?: string;
  /** What a person may change while it runs. */
  readonly settings?: SettingsBook;
  /** Names the program that has a port; without it a taken port says "another program". */
  readonly findPortHolder?: FindPortHolder;
}

export interface Engine {
  describe(): EngineDescription;
  listeners(): readonly ListenerState[];
  /** Serves the page or command at the other end of a port until either closes it. */
  attach(port: Port): void;
  /**
   * Opens the workspace of a folder and puts the project's app on the hub, unless one with its key is there. Rejects with a
   * ProblemError as 'project.open' does.
   */
  openProject(dir: string): Promise<ProjectBrief | null>;
  /** Ends connections, listeners and ports, then the store: nothing recorded is lost. */
  close(): Promise<void>;
}
