import { createHash } from 'node:crypto';
import type { AppInfo } from '../../contract/hub';
import type { AppSettings } from './hub';

/** The apps of the hub, found by what a peer names them with. */
export interface AppDirectory {
  byKey(key: string): AppSettings | null;
  byId(id: string): AppSettings | null;
  readonly all: readonly AppSettings[];
}

/** The first app with a key or id wins. */
export function createAppDirectory(apps: readonly AppSettings[]): AppDirectory {
  const keys = new Map<string, AppSettings>();
  const ids = new Map<string, AppSettings>();
  for (const app of apps) {
    if (!keys.has(app.key)) {
      keys.set(app.key, app);
    }
    if (!ids.has(app.id)) {
      ids.set(app.id, app);
    }
  }
  return { byKey: (key) => keys.get(key) ?? null, byId: (id) => ids.get(id) ?? null, all: apps };
}

/** What the page may know of an app: never the secret itself. */
export function describeApp(app: AppSettings): AppInfo {
  const secretHash = createHash('sha256').update(app.secret).digest('hex').slice(0, 8);
  return { id: app.id, key: app.key, secretLength: app.secret.length, secretHash };
}

/** The app there is without any configuration: what the usual examples have in their `.env`. */
export const defaultApp: AppSettings = {
  id: '12345',
  key: 'your_app_key',
  secret: 'your_app_secret',
  activityTimeoutS: 120,
  clientEvents: 'members',
  clientEventsPerSecond: 10,
  allowedOrigins: [],
  capacity: null,
};
