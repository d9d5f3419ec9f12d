import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import type { EngineDescription } from '../contract/engine-calls';
import type { Problem } from '../contract/problem';
import { defaultSettings } from '../contract/settings';
import { AppRegistry } from './apps/app-registry';
import { clearCapture } from './capture/clear-capture';
import { recordCrashGap } from './capture/crash-gap';
import { createRecorder } from './capture/create-recorder';
import { receiptOf } from './capture/receipt';
import { createSessionDesk } from './clients/create-session-desk';
import { ConnectionDesk } from './connections/connection-desk';
import { labelStore } from './connections/label-store';
import { createDatabase } from './database/create-database';
import { DatabaseLog } from './database/database-log';
import { Documents } from './database/documents';
import { Demo } from './demo/demo';
import { ExpectDesk } from './diagnosis/expect/expect-desk';
import type { Engine, EngineOptions } from './engine-options';
import { createFaces, newestRows } from './faces/create-faces';
import { MetricsCounter } from './faces/metrics-counter';
import { createHub } from './hub/create-hub';
import type { Hub } from './hub/hub';
import { deskOf } from './mercure-desk';
import { openFiles } from './open-files';
import { PortSession } from './port/port-session';
import { takesSecret } from './project/mercure-secrets';
import { openProject } from './project/open-project';
import { ProjectDesk } from './project/project-desk';
import { createProtocols } from './protocols';
import { Reach } from './reach/reach';
import { readJsonAt } from './read-json-at';
import { KeptFile } from './settings/kept-file';
import { liveFaces } from './settings/live-faces';
import { liveGroup } from './settings/live-group';
import { serveSettings } from './settings/serve-settings';
import { SettingsBook } from './settings/settings-book';
import { readSources } from './sources/read-sources';
import { StandingProblems } from './standing-problems';
import { createStatistics } from './statistics/create-statistics';
import { createStore } from './store/create-store';
import { createSystemClock } from './system-clock';
import { readTeam } from './team/read-team';
import { Certificates } from './tls/certificates';
import { thisSystem } from './tls/this-system';

export type { Engine, EngineOptions } from './engine-options';

/** Wires every part of the engine. Rejects with a ProblemError if the store cannot be opened at all. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const clock = createSystemClock();
  const startedAtMs = clock.nowMs();
  const { dataDir, workerDir, retention = {} } = options;
  const [startSources, joinTeam] = await Promise.all([
    readSources(options.sources ?? []),
    readTeam(options.team ?? null),
  ]);
  const [store, database] = await openFiles([
    createStore({ dataDir, workerDir, clock, retention }),
    createDatabase({ dataDir, workerDir, clock }),
  ]);
  const documents = new Documents(database);
  const updates = await DatabaseLog.open(database, clock, 'mercure-updates');
  const settings = options.settings ?? new SettingsBook(dataDir, { settings: defaultSettings, problem: null });
  const protocols = createProtocols(options.protocols, {
    mercure: { log: updates, readKeySet: readJsonAt, choices: liveGroup(settings, 'mercure') },
    relay: liveGroup(settings, 'relay'),
    socketio: liveGroup(settings, 'socketio'),
  });
  const statistics = createStatistics(
    {
      clock,
      database,
      run: store.runId,
      onProblem: (problem) => statisticsProblem(problem),
      onRows: (rows) => hub.tellStatistics(rows),
    },
    options.statistics,
  );
  const metrics = new MetricsCounter();
  const recorder = createRecorder({ clock, store, observers: [...statistics.observers, metrics] });
  recordCrashGap({ clock, opened: store.opened, recorder });
  const apps = await AppRegistry.open(dataDir, options.apps ?? null);
  const faceSettings = liveFaces(settings);
  const faces = createFaces(faceSettings, {
    metrics,
    hub: () => hub,
    entries: newestRows(statistics.entries),
  });
  const kept = await KeptFile.open(dataDir, clock);
  const certificates = new Certificates({ dataDir, clock, system: thisSystem(), given: options.tls ?? null });
  const sessions = new Set<PortSession>();
  let sessionsRevision = 0;
  const sessionsChanged = () => {
    sessionsRevision += 1;
    for (const session of sessions) session.sessionsChanged(sessionsRevision);
  };
  const clients = await createSessionDesk({
    dataDir,
    vaultKey: options.vaultKey ?? null,
    protocols,
    clock,
    recorder,
    workspace: () => documents.workspace,
    changed: sessionsChanged,
  });
  // Nothing is awaited from here until all that it tells is there.
  const team = joinTeam({ clock, recorder, id: randomUUID(), random: Math.random, changed: () => teamChanged() });
  const hub: Hub = createHub({
    recorder,
    clock,
    random: Math.random,
    apps: apps.initial,
    protocols,
    firstConnectionId: store.opened.lastConnection + 1,
    faces: { settings: faceSettings, list: faces },
    tls: certificates,
    kept,
    ...(team === null ? {} : { team }),
    ...(options.findPortHolder === undefined ? {} : { findPortHolder: options.findPortHolder }),
  });

  const given = [apps.problem, kept.problem, options.settings?.state.problem, ...clients.problems];
  const atStart = given.filter((problem) => problem != null);
  const problems = new StandingProblems([...store.opened.problems, ...database.problems, ...atStart]);
  const standing = () => [
    ...problems.all,
    ...hub.state().listeners.flatMap(({ problem }) => (problem === null ? [] : [problem])),
    ...apps.list().flatMap(({ warnings }) => warnings),
    ...sources.problems,
    ...(team?.problems ?? []),
  ];
  const tellStanding = () => {
    for (const session of sessions) session.problems(standing());
  };
  const sources = startSources({
    clock,
    random: Math.random,
    recorder,
    hub,
    problemsChanged: () => tellStanding(),
  });
  apps.serve(hub, tellStanding);
  const reach = new Reach({
    clock,
    hub,
    recorder,
    interfaces: networkInterfaces,
    base: options.listen,
    containers: settings.settings.reach.containers,
    changed: tellStanding,
  });
  serveSettings(settings, { store, reach });
  settings.onChange(() => {
    for (const session of sessions) session.settingsChanged(settings.state);
  });
  let hubRevision = 0;
  const hubChanged = () => {
    hubRevision += 1;
    for (const session of sessions) session.hubChanged(hubRevision);
  };
  hub.onChange(hubChanged);
  const teamChanged = () => {
    hubChanged();
    tellStanding();
  };
  const connections = new ConnectionDesk(hub, labelStore(documents), hubChanged);
  let projectRevision = 0;
  const project = new ProjectDesk({
    clock,
    database,
    documents,
    apps,
    hub,
    sessions: clients.desk,
    takesSecret: takesSecret(options.protocols?.mercure),
    async switched() {
      await connections.start();
      hubChanged();
      sessionsChanged();
    },
    changed() {
      projectRevision += 1;
      for (const session of sessions) session.projectChanged(projectRevision);
    },
  });
  await project.start();
  await connections.start();
  store.onViewChanged((state) => {
    for (const session of sessions) session.viewChanged(state);
  });
  documents.onChanged((name, author) => {
    for (const session of sessions) if (session !== author) session.documentChanged(name);
  });
  const tellProblem = (problem: Problem) => {
    problems.add(problem);
    for (const session of sessions) {
      session.problem(problem);
      session.problems(standing());
    }
  };
  const storeWorks = () => {
    problems.over(['store-full', 'store-failed']);
    tellStanding();
  };
  const statisticsProblem = (problem: Problem | null) => (problem === null ? storeWorks() : tellProblem(problem));
  store.onProblem(tellProblem);
  kept.onProblem = tellProblem;
  database.onProblem(tellProblem);
  store.onRecovered(storeWorks);
  await reach.listen();

  const describe = (): EngineDescription => ({
    version: options.version,
    runId: store.runId,
    startedAtMs,
    dataDir: options.dataDir,
    dashboard: options.dashboard ?? null,
    secretsKeptBy: options.vaultKey == null ? 'file' : 'keychain',
    protocols: protocols.map(({ descriptor }) => descriptor),
    problems: standing(),
  });
  const modules = new Map(protocols.map((module) => [module.descriptor.id, module]));
  const codecOf = (id: string) => modules.get(id)?.codec;
  const audience = (id: string) => modules.get(id)?.hub?.audience;
  const looksAlike = (id: string, meant: string, other: string) =>
    modules.get(id)?.hub?.looksAlike(meant, other) ?? false;
  const receipts = { reader: store, progress: (connection: number) => hub.progress(connection), audience, looksAlike };
  let expectRevision = 0;
  const expect = new ExpectDesk({
    clock,
    hub,
    reader: store,
    looksAlike,
    receipt: (seq) => receiptOf(seq, receipts),
    lastSeq: () => recorder.lastSeq,
    async recorded() {
      recorder.flush();
      await store.flushed();
    },
    changed() {
      expectRevision += 1;
      for (const session of sessions) session.expectChanged(expectRevision);
    },
  });
  const demo = new Demo(apps, clock, () => hub.state().listeners);
  const parts = {
    clock,
    mercure: deskOf({ given: options.protocols?.mercure, settings, hub, clock }),
    settings,
    demo,
    project,
    reach,
    clearCapture: () => clearCapture({ clock, store, recorder }),
    hub,
    certificates,
    apps,
    reader: store,
    recorder,
    documents,
    connections,
    statistics,
    expect,
    sessions: clients.desk,
    describe,
    codecOf,
    audience,
    looksAlike,
  };

  return {
    describe,
    listeners: () => hub.state().listeners,
    attach(port) {
      sessions.add(new PortSession(port, parts, (session) => sessions.delete(session)));
    },
    openProject: (dir) => openProject(project, dir),
    async close() {
      demo.stop();
      await project.close();
      reach.stop();
      expect.close();
      await clients.desk.close();
      await sources.close();
      await hub.close();
      await team?.close();
      await updates.close();
      for (const session of sessions) session.close();
      recorder.close();
      await statistics.close();
      await Promise.all([store.close(), database.close(), apps.close(), settings.close(), kept.close()]);
    },
  };
}
