const schemeAndHost = /^https?:\/\/[^/?#]*/i;

/** The path of a request target, without query; absolute targets (as sent to a proxy) lose scheme and host. */
export function requestPath(target: string): string {
  // Nearly all targets start with a slash, and this is asked of each request.
  const path = beforeQuery(target.startsWith('/') ? target : target.replace(schemeAndHost, ''));
  return path === '' ? '/' : path;
}

function beforeQuery(target: string): string {
  const query = target.indexOf('?');
  const path = query === -1 ? target : target.slice(0, query);
  const fragment = path.indexOf('#');
  return fragment === -1 ? path : path.slice(0, fragment);
}
