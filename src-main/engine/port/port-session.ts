import type { DocumentName } from '../../contract/documents';
import type { EngineDescription } from '../../contract/engine-calls';
import type { SignalName, SignalValue } from '../../contract/engine-signals';
import type { ViewId } from '../../contract/ids';
import type { Port, PortMessage } from '../../contract/port';
import type { Problem } from '../../contract/problem';
import type { SettingsState } from '../../contract/settings';
import type { ViewState } from '../../contract/view';
import type { AppRegistry } from '../apps/app-registry';
import type { ReceiptSources } from '../capture/receipt';
import type { Recorder } from '../capture/recorder';
import type { SessionDesk } from '../clients/session-desk';
import type { Clock } from '../clock';
import type { ConnectionDesk } from '../connections/connection-desk';
import type { Documents } from '../database/documents';
import type { Demo } from '../demo/demo';
import type { ExpectDesk } from '../diagnosis/expect/expect-desk';
import type { Hub } from '../hub/hub';
import type { ProjectDesk } from '../project/project-desk';
import type { Codec } from '../protocols/protocol-module';
import type { Reach } from '../reach/reach';
import type { SettingsBook } from '../settings/settings-book';
import type { CaptureReader } from '../store/store';
import type { Certificates } from '../tls/certificates';
import { appHandlers } from './handlers/app-handlers';
import { captureHandlers } from './handlers/capture-handlers';
import { connectionHandlers } from './handlers/connection-handlers';
import { demoHandlers } from './handlers/demo-handlers';
import { documentHandlers } from './handlers/document-handlers';
import { engineHandlers } from './handlers/engine-handlers';
import { entryHandlers } from './handlers/entry-handlers';
import { expectHandlers } from './handlers/expect-handlers';
import { hubHandlers } from './handlers/hub-handlers';
import { mercureHandlers, type TokenDesk } from './handlers/mercure-handlers';
import { messageHandlers } from './handlers/message-handlers';
import { nameHandlers } from './handlers/name-handlers';
import { noteHandlers } from './handlers/note-handlers';
import { portHandlers } from './handlers/port-handlers';
import { projectHandlers } from './handlers/project-handlers';
import { reachHandlers } from './handlers/reach-handlers';
import { profileHandlers, sessionHandlers } from './handlers/session-handlers';
import { settingsHandlers } from './handlers/settings-handlers';
import { type StatisticsSources, statisticsHandlers } from './handlers/statistics-handlers';
import { tlsHandlers } from './handlers/tls-handlers';
import { viewHandlers } from './handlers/view-handlers';
import { webhookHandlers } from './handlers/webhook-handlers';
import { serveCalls } from './serve-calls';
import { SignalGate } from './signal-gate';
import { Watching } from './watching';

/** The parts of the engine a port reaches. */
export interface SessionParts {
  readonly clock: Clock;
  /** Answers about tokens and topic selectors. */
  readonly mercure: TokenDesk;
  readonly hub: Hub;
  readonly certificates: Certificates;
  readonly apps: AppRegistry;
  readonly reader: CaptureReader;
  readonly recorder: Recorder;
  readonly documents: Documents;
  readonly connections: ConnectionDesk;
  readonly expect: ExpectDesk;
  readonly sessions: SessionDesk;
  readonly settings: SettingsBook;
  readonly demo: Demo;
  readonly project: ProjectDesk;
  readonly reach: Reach;
  readonly clearCapture: () => Promise<void>;
  readonly statistics: StatisticsSources;
  readonly describe: () => EngineDescription;
  readonly codecOf: (protocol: string) => Codec | undefined;
  readonly audience: ReceiptSources['audience'];
  readonly looksAlike: (protocol: string, meant: string, other: string) => boolean;
}

/** One page or command at the other end of a port: its calls, its views, its signals. */
export class PortSession {
  private readonly views = new Set<ViewId>();
  private readonly gate: SignalGate;
  private readonly watching: Watching;

  constructor(
    private readonly port: Port,
    parts: SessionParts,
    onClose: (session: PortSession) => void,
  ) {
    const {
      clock,
      hub,
      apps,
      reader,
      recorder,
      documents,
      connections,
      statistics,
      expect,
      describe,
      codecOf,
      audience,
      looksAlike,
    } = parts;
    this.gate = new SignalGate(clock, (name, value) => this.signal(name, value));
    this.watching = new Watching(
      (listener) => statistics.traffic.watch(listener),
      () => this.gate.offer('statistics.changed', { atMs: clock.nowMs() }),
    );
    const progress = (connection: number) => hub.progress(connection);
    serveCalls(
      ended(port, () => this.end(reader, onClose)),
      {
        ...engineHandlers(describe),
        ...hubHandlers(hub, parts.reach),
        ...reachHandlers(parts.reach),
        ...tlsHandlers(parts.certificates),
        ...appHandlers(apps, reader, (key) => parts.project.appWithKey(key)),
        ...projectHandlers(parts.project),
        ...webhookHandlers(hub, reader),
        ...messageHandlers(hub),
        ...mercureHandlers(parts.mercure),
        ...viewHandlers(reader, this.views, (filter) => connections.resolveLabels(filter)),
        ...entryHandlers({ reader, progress, audience, looksAlike }, codecOf, (app) => limitOf(hub, app)),
        ...nameHandlers(reader, (part) => connections.completeLabel(part)),
        ...captureHandlers(reader, parts.clearCapture),
        ...settingsHandlers(parts.settings),
        ...demoHandlers(parts.demo),
        ...noteHandlers(recorder),
        ...connectionHandlers(connections),
        ...expectHandlers(expect),
        ...profileHandlers(parts.sessions),
        ...sessionHandlers(parts.sessions),
        ...documentHandlers(documents, this),
        ...statisticsHandlers(statistics, this.watching),
        ...portHandlers((isHeld) => this.gate.hold(isHeld)),
      },
    );
  }

  viewChanged(state: ViewState): void {
    if (this.views.has(state.viewId)) {
      this.gate.offer('view.changed', state, String(state.viewId));
    }
  }

  hubChanged(revision: number): void {
    this.gate.offer('hub.changed', { revision });
  }

  projectChanged(revision: number): void {
    this.gate.offer('project.changed', { revision });
  }

  expectChanged(revision: number): void {
    this.gate.offer('expect.changed', { revision });
  }

  sessionsChanged(revision: number): void {
    this.gate.offer('sessions.changed', { revision });
  }

  documentChanged(name: DocumentName): void {
    this.gate.offer('document.changed', { name }, name);
  }

  settingsChanged(state: SettingsState): void {
    this.gate.offer('settings.changed', state);
  }

  problem(problem: Problem): void {
    this.gate.offer('engine.problem', problem, problem.code);
  }

  problems(standing: readonly Problem[]): void {
    this.gate.offer('engine.problems', standing);
  }

  close(): void {
    this.port.close();
  }

  private signal<N extends SignalName>(name: N, value: SignalValue<N>): void {
    const message: PortMessage = { type: 'signal', name, value };
    this.port.post(message);
  }

  private end(reader: CaptureReader, onClose: (session: PortSession) => void): void {
    this.watching.set(false);
    this.gate.close();
    for (const viewId of this.views) {
      reader.closeView(viewId);
    }
    this.views.clear();
    onClose(this);
  }
}

/** The port with one more thing to do at its end: a port tells one listener only. */
function ended(port: Port, onEnd: () => void): Port {
  return {
    post: (message) => port.post(message),
    onMessage: (listener) => port.onMessage(listener),
    close: () => port.close(),
    onClose: (listener) =>
      port.onClose(() => {
        listener();
        onEnd();
      }),
  };
}

function limitOf(hub: Hub, app: string): number | undefined {
  return hub.apps().find(({ id }) => id === app)?.limits.dataBytes;
}
