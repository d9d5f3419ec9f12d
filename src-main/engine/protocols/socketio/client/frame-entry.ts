import { limits } from '../../../../contract/limits';
import type { ClientEntry } from '../../../clients/client-side';
import { kindOf } from '../../frame-kind';
import { reading } from '../../frame-reader';
import { frameReader } from '../read-frame';

/** The entry of one Engine.IO packet. */
export function frameEntry(text: string, isUp: boolean): ClientEntry {
  const body = Buffer.from(text);
  const read = frameReader.read(body, false, isUp) ?? reading({ event: 'message', note: 'no Engine.IO packet' });
  const { role, event, channel, summary, note } = read;
  const [kind, action] = kindOf(role, isUp);
  return {
    kind,
    action,
    direction: isUp ? 'up' : 'down',
    channel: channel.slice(0, limits.nameChars),
    event: event.slice(0, limits.nameChars),
    body,
    ...(note === '' ? {} : { detail: { note } }),
    ...(summary === '' ? {} : { summary: summary.replace(/\s+/g, ' ').slice(0, limits.summaryChars) }),
  };
}
