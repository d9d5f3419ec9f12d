import type { AppInfo, AppSettings } from '../../contract/app';
import { defaultAppOptions, qualifiedKey } from '../../contract/app';
import { ProblemError } from '../../contract/problem';
import { shortHash } from '../capture/known-secrets';

/** An app came (`before` null), changed (its id as well, perhaps), or went (`after` null). */
export interface AppChange {
  readonly before: AppSettings | null;
  readonly after: AppSettings | null;
}

/** The apps of the hub as they are now, found by what a peer names them with. */
export interface AppDirectory {
  /** By its key, or by the key with its id in front (see `qualifiedKey`). */
  byKey(key: string): AppSettings | null;
  byId(id: string): AppSettings | null;
  readonly all: readonly AppSettings[];
  onChange(listener: (change: AppChange) => void): void;
}

/** An AppDirectory that can be changed. */
export class LiveApps implements AppDirectory {
  private readonly ids = new Map<string, AppSettings>();
  private readonly keys = new Map<string, AppSettings>();
  private readonly listeners: ((change: AppChange) => void)[] = [];

  /** Of several with one id or one key the first is found. */
  constructor(apps: readonly AppSettings[]) {
    for (const app of apps) {
      if (!this.ids.has(app.id) && !this.keys.has(app.key)) {
        this.ids.set(app.id, app);
        this.keys.set(app.key, app);
      }
    }
  }

  get all(): readonly AppSettings[] {
    return [...this.ids.values()];
  }

  byKey(key: string): AppSettings | null {
    return this.keys.get(key) ?? this.all.find((app) => qualifiedKey(app) === key) ?? null;
  }

  byId(id: string): AppSettings | null {
    return this.ids.get(id) ?? null;
  }

  onChange(listener: (change: AppChange) => void): void {
    this.listeners.push(listener);
  }

  /**
   * `renamed`: the id it had before, if that was another one. Throws a ProblemError 'bad-input' if another app has its key
   * or its new id.
   */
  put(after: AppSettings, renamed = after.id): void {
    const other = this.keys.get(after.key);
    if (other !== undefined && other.id !== renamed) {
      const hint = 'A key tells which app a page means: give this one another key.';
      throw new ProblemError('bad-input', `App ${other.id} has the key ${after.key} already.`, hint);
    }
    if (renamed !== after.id && this.ids.has(after.id)) {
      throw new ProblemError('bad-input', `There is an app ${after.id} already.`, 'Choose another id.');
    }
    const before = this.byId(renamed);
    if (before !== null) {
      this.keys.delete(before.key);
    }
    if (renamed !== after.id) {
      this.ids.delete(renamed);
    }
    this.ids.set(after.id, after);
    this.keys.set(after.key, after);
    this.tell({ before, after });
  }

  remove(id: string): boolean {
    const before = this.byId(id);
    if (before === null) {
      return false;
    }
    this.ids.delete(id);
    this.keys.delete(before.key);
    this.tell({ before, after: null });
    return true;
  }

  private tell(change: AppChange): void {
    for (const listener of this.listeners) {
      listener(change);
    }
  }
}

/** Whether a peer means this app by a key. */
export function isKeyOf(app: Pick<AppSettings, 'id' | 'key'>, key: string): boolean {
  return key === app.key || key === qualifiedKey(app);
}

/** What the page may know of an app: never the secret itself. */
export function describeApp({ id, key, secret, limits: { dataBytes: maxDataBytes } }: AppSettings): AppInfo {
  return secret === null
    ? { id, key, secretLength: 0, secretHash: '', maxDataBytes }
    : { id, key, secretLength: secret.length, secretHash: shortHash(secret), maxDataBytes };
}

/** The app there is without any configuration: what the usual examples have in their `.env`. */
export const defaultApp: AppSettings & { readonly secret: string } = {
  id: '12345',
  key: 'your_app_key',
  secret: 'your_app_secret',
  ...defaultAppOptions,
};

/** A key that is none: what a page has if the variable was empty when it was built. */
export function isUnsetKey(key: string): boolean {
  return ['', 'undefined', 'null', '""', '%22%22', 'NaN', '[object Object]'].includes(key.trim());
}
