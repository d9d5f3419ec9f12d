/** A place in a message that is filled when it is sent: {{now}}, {{uuid}}, {{n}}, {{random …}}, or a name of one's own. */
export interface Values {
  /** Which of a run of messages it is, from 1. */
  readonly n: number;
  readonly now: Date;
  uuid(): string;
  /** In [0, 1). */
  random(): number;
  /** What a person gave for names of their own. */
  readonly own: Readonly<Record<string, string>>;
}

const place = /\{\{\s*([^{}]*?)\s*\}\}/g;
const built = /^(now|uuid|n|random(\s.*)?)$/;
const ownName = /^[\p{L}_][\p{L}\p{N}_.-]{0,63}$/u;

/** Names of one's own in the order they appear, each once. */
export function ownNames(...texts: readonly string[]): readonly string[] {
  const names = texts.flatMap((text) => [...text.matchAll(place)].map(([, name = '']) => name));
  return [...new Set(names.filter((name) => !built.test(name) && ownName.test(name)))];
}

/** True if a text changes from one sending to the next. */
export function isTemplate(text: string): boolean {
  return [...text.matchAll(place)].some(([, name = '']) => built.test(name)) || ownNames(text).length > 0;
}

/**
 * Fills the places of a text. With `isJson` a value that stands inside a string is written as JSON wants it. A name nobody
 * gave a value for stays as it is written: it may well be meant.
 */
export function fill(text: string, values: Values, isJson: boolean): string {
  let at = 0;
  let isInString = false;
  let filled = '';
  for (const match of text.matchAll(place)) {
    const before = text.slice(at, match.index);
    isInString = endsInString(before, isInString);
    const value = textFor(match[1] ?? '', values);
    const written = value === null || !isJson || !isInString ? value : JSON.stringify(value).slice(1, -1);
    filled += before + (written ?? match[0]);
    at = match.index + match[0].length;
  }
  return filled + text.slice(at);
}

/** The text with something in each place that is right wherever JSON may have a value, at the same length. */
export function masked(text: string): string {
  return text.replace(place, (whole, name: string) =>
    built.test(name) || ownName.test(name) ? '1'.repeat(whole.length) : whole,
  );
}

function textFor(name: string, { n, now, uuid, random, own }: Values): string | null {
  if (name === 'now') return now.toISOString();
  if (name === 'uuid') return uuid();
  if (name === 'n') return String(n);
  if (/^random(\s|$)/.test(name)) return randomOf(name.slice(6).trim(), random);
  const given = Object.hasOwn(own, name) ? own[name] : undefined;
  return given === undefined || given === '' ? null : given;
}

/** `1 100`: a whole number from 1 to 100; `red, green`: one of them; nothing: a number from 0 to 99. */
function randomOf(of: string, random: () => number): string {
  const range = /^(-?\d{1,15})\s+(-?\d{1,15})$/.exec(of);
  if (range !== null || of === '') {
    const [low, high] = range === null ? [0, 99] : [Number(range[1]), Number(range[2])].sort((a, b) => a - b);
    return String((low as number) + Math.floor(random() * ((high as number) - (low as number) + 1)));
  }
  const choices = of.split(',').map((choice) => choice.trim());
  return choices[Math.floor(random() * choices.length)] ?? '';
}

function endsInString(text: string, startsInString: boolean): boolean {
  let isIn = startsInString;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\' && isIn) at += 1;
    else if (text[at] === '"') isIn = !isIn;
  }
  return isIn;
}
