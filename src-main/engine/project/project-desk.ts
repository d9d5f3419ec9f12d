import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import type { AppDetails } from '../../contract/app';
import { defaultAppOptions } from '../../contract/app';
import { limits } from '../../contract/limits';
import { ProblemError } from '../../contract/problem';
import type { ProjectApp, ProjectState, Workspace } from '../../contract/project';
import type { SessionState } from '../../contract/session';
import type { AppRegistry } from '../apps/app-registry';
import type { SessionDesk } from '../clients/session-desk';
import type { Clock } from '../clock';
import type { SecondDatabase } from '../database/create-database';
import type { Documents } from '../database/documents';
import { describeApp } from '../hub/apps';
import type { Hub } from '../hub/hub';
import { type BlockTarget, blockLines, blockText } from './block-lines';
import { projectFiles } from './project-files';
import type { ClearApp } from './project-read';
import { ProjectWatch } from './project-watch';
import { saveProposal, shownProposal } from './proposals';
import type { WholeProject } from './read-project';

export interface ProjectDeskParts {
  readonly clock: Clock;
  readonly database: Pick<SecondDatabase, 'call'>;
  readonly documents: Documents;
  readonly apps: AppRegistry;
  readonly hub: Pick<Hub, 'state' | 'apps'>;
  readonly sessions: Pick<SessionDesk, 'parse' | 'put' | 'savedAs' | 'list'>;
  /** Whether the hub takes Mercure tokens signed with a secret. */
  readonly takesSecret: (secret: string) => boolean;
  /** Another workspace was opened: what is kept for each is to be read anew. */
  readonly switched: () => Promise<void>;
  /** Another workspace, or the project that is open says something else. */
  readonly changed: () => void;
}

interface Open {
  readonly dir: string;
  readonly watch: ProjectWatch;
  /** null while it is read for the first time. */
  whole: WholeProject | null;
  revision: number;
  /** Why changes are not noticed, '' while they are. */
  unwatched: string;
}

/** The folder that is open: what it says, watched; and the workspaces there were. It is only ever read. */
export class ProjectDesk {
  private project: Open | null = null;
  /** One reading after the other. */
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly parts: ProjectDeskParts) {}

  /** The workspace that was open last. Its documents are those of now when this resolves; the project is read afterwards. */
  async start(): Promise<void> {
    const list = await this.parts.database.call('workspace.list', null).catch(() => []);
    const dir = list[0]?.dir ?? '';
    this.parts.documents.workspace = dir;
    if (dir === '') return;
    const project = this.begin(dir);
    void this.read(project);
  }

  async list(): Promise<{ current: string; workspaces: readonly Workspace[] }> {
    const workspaces = await this.parts.database.call('workspace.list', null);
    return { current: this.parts.documents.workspace, workspaces: workspaces.filter(({ dir }) => dir !== '') };
  }

  /** Rejects with a ProblemError: 'bad-input', 'not-found', 'store-failed'. */
  async open(path: string): Promise<ProjectState | null> {
    const dir = path === '' ? '' : await folderOf(path);
    const { documents, database, switched, changed } = this.parts;
    const isOther = dir !== documents.workspace;
    if (isOther || this.project?.dir !== dir) await this.close();
    const project = dir === '' ? null : (this.project ?? this.begin(dir));
    if (project !== null) await this.read(project, false);
    await database.call('workspace.open', { dir, name: project?.whole?.name ?? '' });
    if (isOther) {
      documents.workspace = dir;
      await switched();
    }
    changed();
    return this.state();
  }

  state(): ProjectState | null {
    const { project } = this;
    if (project?.whole == null) return null;
    const { name, framework, files, systems, findings, proposals, app, plan, code } = project.whole;
    const { folders: _, ...shown } = code;
    const own = app === null ? null : this.appOf(app);
    const values = { key: own?.key ?? '' };
    return {
      dir: project.dir,
      name,
      framework,
      revision: project.revision,
      files,
      systems,
      findings: [
        ...findings,
        ...(project.whole.mercureSecrets.every(this.parts.takesSecret)
          ? []
          : [{ code: 'mercure-secret-unknown', level: 'warning', values: { dir: project.dir }, places: [] } as const]),
        ...(own?.state === 'differs' ? [{ code: 'app-differs', level: 'warning', values, places: [] } as const] : []),
        ...(project.unwatched === ''
          ? []
          : [{ code: 'not-watched', level: 'note', values: { reason: project.unwatched }, places: [] } as const]),
      ],
      proposals: proposals.flatMap((one) => shownProposal(one, this.parts.sessions) ?? []),
      app: own,
      block: blockLines(plan, this.target()),
      code: shown,
    };
  }

  /** The project's own app, if it has the key that somebody asked for. Its secret is in clear. */
  appWithKey(key: string): ClearApp | null {
    const app = this.project?.whole?.app ?? null;
    return app?.key === key ? app : null;
  }

  /** Rejects with a ProblemError: 'not-found', and as AppRegistry.adopt. */
  async adopt(): Promise<AppDetails> {
    const app = this.project?.whole?.app ?? null;
    if (app === null) {
      const hint = 'It needs an id, a key and a secret: PUSHER_APP_… or REVERB_APP_… of its .env.';
      throw new ProblemError('not-found', 'The project that is open names no app.', hint);
    }
    const { id, key, secret } = app;
    const adopted = await this.parts.apps.adopt({ id, key, secret });
    this.parts.changed();
    return adopted;
  }

  /** Makes a saved profile of a proposal, secrets and all. Rejects with a ProblemError: 'not-found', and as ProfileBook.put. */
  async save(id: string): Promise<SessionState> {
    const state = await saveProposal(id, this.project?.whole?.proposals ?? [], this.parts.sessions);
    this.parts.changed();
    return state;
  }

  block(): string {
    return blockText(this.project?.whole?.plan ?? null, this.target());
  }

  async close(): Promise<void> {
    const { project } = this;
    this.project = null;
    await this.reading;
    await project?.watch.close();
  }

  private begin(dir: string): Open {
    const watch = new ProjectWatch(dir, this.parts.clock, {
      changed: () => void this.read(project),
      failed: (why) => {
        project.unwatched ||= why;
        this.parts.changed();
      },
    });
    const project: Open = { dir, watch, whole: null, revision: 0, unwatched: '' };
    this.project = project;
    return project;
  }

  private read(project: Open, tells = true): Promise<void> {
    this.reading = this.reading.then(() => this.readNow(project, tells));
    return this.reading;
  }

  private async readNow(project: Open, tells: boolean): Promise<void> {
    if (this.project !== project) return;
    // What reads PHP and YAML is large, and not needed by those who open no folder.
    const { readProject } = await import('./read-project');
    const whole = await readProject(project.dir, projectFiles(project.dir));
    if (this.project !== project) return;
    project.whole = whole;
    project.revision += 1;
    await project.watch.cover(whole.code.folders).catch((error: Error) => {
      project.unwatched ||= error.message;
    });
    if (tells) this.parts.changed();
  }

  private appOf(app: ClearApp): ProjectApp {
    const known = this.parts.hub.apps().find(({ key }) => key === app.key);
    const state = known === undefined ? 'missing' : known.secret === app.secret ? 'there' : 'differs';
    return { ...describeApp({ ...app, ...defaultAppOptions }), state, place: app.place };
  }

  private target(): BlockTarget {
    const app = this.parts.hub.apps().find(({ secret }) => secret !== null);
    return {
      listeners: this.parts.hub.state().listeners,
      app: app === undefined ? null : { id: app.id, key: app.key, secret: app.secret ?? '' },
    };
  }
}

/** The folder a person means, as one path: links in it are followed. Rejects with a ProblemError. */
export async function folderOf(path: string): Promise<string> {
  const typed = path.trim().replace(/^~(?=$|[\\/])/, homedir());
  if (!isAbsolute(typed) || typed.length > limits.documentBytes) {
    const hint =
      'It has to begin at the root: /home/anna/shop, or ~/shop. A path is one of the computer that the engine runs on.';
    throw new ProblemError('bad-input', `${JSON.stringify(path.slice(0, 200))} is no whole path of a folder.`, hint);
  }
  const isFolder = await stat(resolve(typed)).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    throw new ProblemError(
      'not-found',
      `There is no folder ${typed.slice(0, 200)}.`,
      'Is it spelled right, and on the computer that the engine runs on?',
    );
  }
  return realpath(resolve(typed));
}
