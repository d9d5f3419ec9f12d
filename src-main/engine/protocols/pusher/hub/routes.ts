/** A client's path: /app/KEY, with whatever path prefix the client was given (wsPath). */
export interface AppRoute {
  readonly key: string;
  /** True if something, if only a slash, follows the key. */
  readonly hasSlash: boolean;
}

/** A path of the HTTP API: /apps/ID/…, with whatever prefix. `rest` is what follows the id, in parts, not decoded. */
export interface ApiRoute {
  readonly prefix: string;
  readonly appId: string;
  readonly rest: readonly string[];
}

const appPath = /^(?:.*)\/app\/([^/]*)(\/.*)?$/;
const apiPath = /^(.*?)\/apps\/([^/]+)(?:\/(.*))?$/;

export function appRoute(path: string): AppRoute | null {
  const match = appPath.exec(path);
  return match === null ? null : { key: decodePart(match[1] as string), hasSlash: match[2] !== undefined };
}

export function apiRoute(path: string): ApiRoute | null {
  const match = apiPath.exec(path);
  if (match === null) {
    return null;
  }
  return { prefix: match[1] as string, appId: decodePart(match[2] as string), rest: (match[3] ?? '').split('/') };
}

/** Bad escapes stay as they are. */
export function decodePart(text: string): string {
  if (!text.includes('%')) {
    return text;
  }
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
