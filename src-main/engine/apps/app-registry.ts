import { randomBytes } from 'node:crypto';
import type { AppDetails, AppPatch, AppSettings, AppSource } from '../../contract/app';
import { defaultAppOptions } from '../../contract/app';
import type { Problem } from '../../contract/problem';
import { ProblemError } from '../../contract/problem';
import { defaultApp, describeApp, isUnsetKey } from '../hub/apps';
import type { Hub } from '../hub/hub';
import type { KeptApps } from './app-file';
import { readKeptApps, writeKeptApps } from './app-file';
import { forwardWarnings } from './forward-warnings';
import { originWarnings } from './origin-warnings';
import { maskHeaders, unmaskHeaders } from './webhook-headers';
import { webhookWarnings } from './webhook-warnings';

/** Apps that were named at the start, and where. They win over what the folder keeps. */
export interface GivenApps {
  readonly apps: readonly AppSettings[];
  readonly source: 'flag' | 'config';
}

export interface Adoption {
  readonly key: string;
  readonly id?: string | undefined;
  readonly secret?: string | undefined;
}

const maxApps = 200;
/** Removed apps that can be brought back whole. */
const mostRemoved = 20;

/** The apps of the hub with where each comes from, those made while it runs kept for the next run. */
export class AppRegistry {
  private writing: Promise<void> = Promise.resolve();
  private hub: Hub | null = null;
  private onChanged: () => void = () => {};
  /** As they were: a page that takes a removal back knows the secrets of their webhooks as masks only. */
  private readonly removed = new Map<string, AppSettings>();

  private constructor(
    private readonly dataDir: string,
    private readonly given: GivenApps | null,
    private kept: KeptApps,
    readonly problem: Problem | null,
  ) {}

  /** Reads what the folder keeps. */
  static async open(dataDir: string, given: GivenApps | null): Promise<AppRegistry> {
    const { kept, problem } = await readKeptApps(dataDir);
    return new AppRegistry(dataDir, given, kept, problem);
  }

  /** What a hub is to start with: of several with one id or key the first counts. */
  get initial(): readonly AppSettings[] {
    const first = this.given?.apps ?? (this.kept.isDefaultGone || this.keeps(defaultApp.id) ? [] : [defaultApp]);
    return [...first, ...this.kept.apps];
  }

  /** `onChanged` is told of every app that came, changed or went. */
  serve(hub: Hub, onChanged: () => void): void {
    this.hub = hub;
    hub.onAppIdLearned((app, id) => {
      // It holds in this run even if it cannot be written; the next change says so.
      this.rename(app.id, { ...app, id }).catch(() => {});
    });
    this.onChanged = onChanged;
  }

  list(): readonly AppDetails[] {
    return this.running()
      .apps()
      .map((app) => this.details(app));
  }

  /** Rejects with a ProblemError: 'bad-input', 'refused' for an app of the command line, 'store-failed'. */
  async put(patch: AppPatch): Promise<AppDetails> {
    const hub = this.running();
    const before = hub.apps().find(({ id }) => id === patch.id) ?? null;
    this.refuseGiven(patch.id);
    if (before === null && hub.apps().length >= maxApps) {
      throw new ProblemError('refused', `The hub has ${maxApps} apps, more are not allowed.`, 'Remove one first.');
    }
    const app = patched(before, patch, this.removed.get(patch.id)?.webhooks);
    return this.rename(app.id, app);
  }

  /** Rejects with a ProblemError: 'not-found', 'refused' for an app of the command line, 'store-failed'. */
  async remove(id: string): Promise<void> {
    this.refuseGiven(id);
    const app = this.running()
      .apps()
      .find((one) => one.id === id);
    if (app === undefined || !this.running().removeApp(id)) {
      throw notFound(id, this.running());
    }
    this.removed.set(id, app);
    for (const [oldest] of this.removed) {
      if (this.removed.size <= mostRemoved) break;
      this.removed.delete(oldest);
    }
    await this.keep({
      apps: this.kept.apps.filter((app) => app.id !== id),
      isDefaultGone: this.kept.isDefaultGone || id === defaultApp.id,
    });
  }

  /**
   * Makes an app of what somebody asked for in vain, or completes one that was made so. Without `id`, or where that is
   * another app's, its key stands for the id until a publish tells it. Rejects with a ProblemError: as `put`.
   */
  async adopt({ key, id = '', secret }: Adoption): Promise<AppDetails> {
    refuseUnset(key);
    const apps = this.running().apps();
    const known = apps.find((app) => app.key === key);
    const free = id === '' || apps.some((app) => app.id === id && app.key !== key) ? key : id;
    if (known === undefined) {
      return this.put({ id: free, key, secret: secret ?? null });
    }
    if (secret === undefined && known.secret !== null) {
      return this.details(known);
    }
    this.refuseGiven(known.id);
    return this.rename(known.id, {
      ...known,
      id: known.id === known.key ? free : known.id,
      secret: secret ?? known.secret,
    });
  }

  private async rename(from: string, app: AppSettings): Promise<AppDetails> {
    this.running().putApp(app, from);
    const others = this.kept.apps.filter(({ id }) => id !== from);
    await this.keep({ ...this.kept, apps: [...others, app] });
    return this.details(app);
  }

  /** In clear, for a person who asked to see it. Throws a ProblemError 'not-found'. */
  secret(id: string): string | null {
    const app = this.running()
      .apps()
      .find((one) => one.id === id);
    if (app === undefined) {
      throw notFound(id, this.running());
    }
    return app.secret;
  }

  /** Resolves when everything is on disk. */
  async close(): Promise<void> {
    await this.writing.catch(() => {});
  }

  private running(): Hub {
    if (this.hub === null) {
      throw new Error('The registry was asked before it had a hub.');
    }
    return this.hub;
  }

  private details(app: AppSettings): AppDetails {
    const { id, key, secret, ...options } = app;
    return {
      ...describeApp({ id, key, secret, ...options }),
      source: this.sourceOf(id),
      options: { ...options, webhooks: maskHeaders(options.webhooks) },
      warnings: [
        ...originWarnings(options.allowedOrigins),
        ...webhookWarnings(id, options.webhooks),
        ...forwardWarnings(id, options),
      ],
    };
  }

  private sourceOf(id: string): AppSource {
    if (this.given?.apps.some((app) => app.id === id)) {
      return this.given.source;
    }
    return this.keeps(id) ? 'kept' : 'default';
  }

  private keeps(id: string): boolean {
    return this.kept.apps.some((app) => app.id === id);
  }

  private refuseGiven(id: string): void {
    const source = this.sourceOf(id);
    if (source === 'flag' || source === 'config') {
      const where = source === 'flag' ? 'the flag --app' : 'the file of --config';
      const message = `App ${id} was set by ${where}, and comes from there again at the next start.`;
      throw new ProblemError('refused', message, 'Change it there, and start the hub again.');
    }
  }

  /** One after the other, so that the last change is what is on disk. */
  private keep(kept: KeptApps): Promise<void> {
    this.kept = kept;
    this.onChanged();
    const written = this.writing.catch(() => {}).then(() => writeKeptApps(this.dataDir, this.kept));
    this.writing = written;
    return written;
  }
}

function refuseUnset(key: string): void {
  if (isUnsetKey(key)) {
    const message = `${JSON.stringify(key)} is no key of an app: the page was built without one.`;
    const hint = 'VITE_PUSHER_APP_KEY or VITE_REVERB_APP_KEY was empty then. Set it, and build the page again.';
    throw new ProblemError('bad-input', message, hint);
  }
}

/** @param removed webhooks of a removed app that comes back: what is masked in the patch is known from them */
function patched(
  before: AppSettings | null,
  { id, key, secret, options }: AppPatch,
  removed: AppSettings['webhooks'] = [],
): AppSettings {
  const from = before ?? { id, key: freshName(), secret: freshName(), ...defaultAppOptions };
  const { limits, webhooks, ...rest } = options ?? {};
  return {
    ...from,
    ...defined(rest),
    webhooks: webhooks === undefined ? from.webhooks : unmaskHeaders(webhooks, before?.webhooks ?? removed),
    limits: { ...from.limits, ...defined(limits ?? {}) },
    id,
    key: key ?? from.key,
    secret: secret === undefined ? from.secret : secret,
  };
}

function defined<T extends object>(fields: T): { [N in keyof T]: Exclude<T[N], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

/** As Reverb makes them: 20 lower-case letters and digits. */
function freshName(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from(randomBytes(20), (byte) => letters[byte % letters.length]).join('');
}

function notFound(id: string, hub: Hub): ProblemError {
  const known = hub.apps().map((app) => app.id);
  return new ProblemError('not-found', `There is no app ${id}.`, `Apps: ${known.join(', ')}.`);
}
