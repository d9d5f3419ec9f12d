/** The path of a request target, without query; absolute targets (as sent to a proxy) lose scheme and host. */
export function requestPath(target: string): string {
  const local = /^https?:\/\//i.test(target) ? target.replace(/^https?:\/\/[^/?#]*/i, '') : target;
  const end = local.search(/[?#]/);
  const path = end === -1 ? local : local.slice(0, end);
  return path === '' ? '/' : path;
}
