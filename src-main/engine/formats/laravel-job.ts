import type { JsonValue } from '../../contract/entry';
import { isObject, parseJson } from '../../contract/json-text';
import { readPhp } from './php-value';

/** A job of Laravel's queue as it waits in Redis. */
export interface LaravelJob {
  /** displayName: the event class of a broadcast. '' if it is no job. */
  readonly name: string;
  readonly isBroadcast: boolean;
  readonly id: string;
  readonly attempts: number | null;
  /** The command as JSON to look at; undefined if it is encrypted or none. */
  readonly command: JsonValue | undefined;
  readonly note: string;
}

const broadcastEvent = 'Illuminate\\Broadcasting\\BroadcastEvent';

/** Reads an item of `queues:NAME` (Illuminate\Queue\Queue::createObjectPayload). Total. */
export function readJob(text: string): LaravelJob {
  const value = parseJson(text);
  const job = isObject(value) ? value : {};
  const data = isObject(job.data) ? job.data : {};
  const name = textOf(job.displayName);
  const isBroadcast = data.commandName === broadcastEvent;
  const written = textOf(data.command);
  const command = written === '' ? undefined : readPhp(Buffer.from(written));
  const note =
    name === ''
      ? 'It is no job of Laravel.'
      : command === undefined && written !== ''
        ? 'Its command is encrypted.'
        : '';
  const attempts = typeof job.attempts === 'number' ? job.attempts : null;
  return { name, isBroadcast, id: textOf(job.uuid) || textOf(job.id), attempts, command, note };
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
