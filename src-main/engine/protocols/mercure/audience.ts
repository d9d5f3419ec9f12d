import type { EntryBody } from '../../../contract/entry';
import type { AudienceRule } from '../../../contract/receipt';
import { namedSelector } from './topic-selector';

const separator = '\n';

/** Names of granted selectors as an open entry keeps them. */
export function rightsText(granted: readonly string[]): string {
  return granted.join(separator);
}

/** The rule of an update, from what the capture keeps: any topic against any selector, and for a private one any grant. */
export const audience: AudienceRule = {
  reaches: (subscribed, channels) => isCovered(subscribed, channels),
  admits: ({ detail }: Pick<EntryBody, 'detail'>, channels, rights) =>
    detail?.isPrivate !== true || (rights !== '' && rights.split(separator).some((one) => isCovered(one, channels))),
};

function isCovered(text: string, topics: readonly string[]): boolean {
  const selector = namedSelector(text);
  return topics.some((topic) => selector.matches(topic));
}
