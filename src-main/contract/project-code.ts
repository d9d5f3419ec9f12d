import { defaultNamespace, listenName, quoteName } from './listen';
import type { BroadcastClass, ChannelRule, ProjectCode, ScriptListener } from './project';

/** What a project's code has to do with one message. */
export interface CodeOfMessage {
  /** Those that hear it. */
  readonly hears: readonly ScriptListener[];
  /** Those that seem to mean it and do not hear it; `write` is what they would have to say, quotes and all. */
  readonly misses: readonly { readonly listener: ScriptListener; readonly write: string }[];
  /** Classes that send it. */
  readonly events: readonly BroadcastClass[];
  /** The pattern that decides who may be on its channel; null if none does, undefined if the channel needs none. */
  readonly rule: ChannelRule | null | undefined;
}

/** Looks in the code of a project for who sends and who hears `event` on `channel`, both as on the wire. */
export function codeOfMessage(code: ProjectCode, channel: string, event: string): CodeOfMessage {
  const near = code.listeners.filter((listener) => listener.channel === null || fits(listener.channel, channel));
  const events = code.events.filter(
    ({ wireName, channels }) =>
      wireName === event && (channels.length === 0 || channels.some((pattern) => fits(pattern, channel))),
  );
  const misses = near
    .filter((listener) => listener.hears !== event && means(listener, event, events))
    .map((listener) => ({ listener, write: quoteName(listenName(event)) }));
  return {
    hears: near.filter((listener) => listener.hears === event),
    misses,
    events,
    rule: ruleOf(code.rules, channel),
  };
}

/** The first pattern that takes a guarded channel, as Laravel looks for it. */
export function ruleOf(rules: readonly ChannelRule[], channel: string): ChannelRule | null | undefined {
  const name = guardedName(channel);
  if (name === null) return undefined;
  return rules.find(({ pattern }) => rulePattern(pattern).test(name)) ?? null;
}

/** The name Laravel looks for in routes/channels.php; null for a public channel. */
export function guardedName(channel: string): string | null {
  const prefix = ['private-encrypted-', 'private-', 'presence-'].find((one) => channel.startsWith(one));
  return prefix === undefined ? null : channel.slice(prefix.length);
}

/** `{x}` is any text without a dot (Illuminate\Broadcasting\Broadcasters\Broadcaster::channelNameMatchesPattern). */
function rulePattern(pattern: string): RegExp {
  const parts = pattern.split(/\{.*?\}/).map(escaped);
  return new RegExp(`^${parts.join('[^.]+')}$`);
}

/** `*` stands for any run of characters. */
function fits(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return pattern === name;
  return new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 's').test(name);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** Whether somebody who wrote this name may have meant the event: its class, or the same letters spelled another way. */
function means({ typed, method }: ScriptListener, event: string, events: readonly BroadcastClass[]): boolean {
  if (method !== 'listen' || typed === '') return false;
  const name = bare(typed);
  return name === bare(event) || events.some(({ className }) => bare(className) === name);
}

/** A listener that hears no event of the project though it is named after a class of it; its wire name. */
export function missedClass(listener: ScriptListener, events: readonly BroadcastClass[]): BroadcastClass | null {
  if (listener.method !== 'listen' || events.some(({ wireName }) => wireName === listener.hears)) return null;
  return (
    events.find(
      ({ className, wireName, channels }) =>
        wireName !== null &&
        (bare(className) === bare(listener.typed) || bare(wireName) === bare(listener.typed)) &&
        (listener.channel === null ||
          channels.length === 0 ||
          channels.some((one) => meet(one, listener.channel ?? ''))),
    ) ?? null
  );
}

/** Whether two patterns could name one channel, told by what stands before the first value. */
function meet(one: string, other: string): boolean {
  const [head = ''] = one.split('*');
  const [otherHead = ''] = other.split('*');
  return head.startsWith(otherHead) || otherHead.startsWith(head);
}

/** The last part of a name, letters and digits alone: `App\Events\OrderShipped` and `order-shipped` are one. */
function bare(name: string): string {
  const last =
    name.startsWith(`${defaultNamespace.replaceAll('.', '\\')}\\`) || name.includes('\\')
      ? (name.split('\\').at(-1) ?? '')
      : name;
  return last.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
