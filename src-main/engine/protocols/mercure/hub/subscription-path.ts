import { subscriptionsPath } from './names';

/**
 * Topic, id and address of one subscription: both parts escaped once. A space is %20 rather than the reference hub's `+`,
 * which the template that everybody watches with does not match.
 */
export function subscriptionPath(selector: string, subscriber: string): string {
  return `${subscriptionsPath}/${escapeSegment(selector)}/${escapeSegment(subscriber)}`;
}

export function escapeSegment(text: string): string {
  const escaped = encodeURIComponent(Buffer.from(text).toString());
  return escaped.replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The selector and the subscriber a path names, null for a path that is none. */
export function parseSubscriptionPath(
  path: string,
): { readonly selector: string | null; readonly subscriber: string | null } | null {
  if (path === subscriptionsPath || path === `${subscriptionsPath}/`) {
    return { selector: null, subscriber: null };
  }
  const segments = path.slice(subscriptionsPath.length + 1).split('/');
  if (!path.startsWith(`${subscriptionsPath}/`) || segments.length > 2) {
    return null;
  }
  try {
    const [selector = null, subscriber = null] = segments.map((one) => decodeURIComponent(one.replaceAll('+', ' ')));
    return { selector, subscriber };
  } catch {
    return null;
  }
}
