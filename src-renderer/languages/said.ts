import { i18n } from './i18n';
import { sentences } from './joined';

/** A sentence of the engine as the language files have it, with names in the place of what varies. */
interface Template {
  readonly key: string;
  readonly start: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

type Tree = { readonly [key: string]: string | Tree };

const slot = /\{\{(\w+)\}\}/g;
/** Sentences that were looked up lately: a list shows the same ones again and again. */
const rememberedTexts = 2_000;

/** So many characters tell one sentence from the others. */
const telling = 12;

/** What is longer, or has more sentences, is somebody else's text, and not worth the search. */
const longest = 2_000;
const mostSentences = 12;

/** What can stand for a name in a template: `n`, `m` and `k` are numbers, `url` has no spaces, `code` is one of a system. */
const slotPatterns: Readonly<Record<string, string>> = {
  ...{ n: '([\\d.,]+)', m: '([\\d.,]+)', k: '([\\d.,]+)' },
  url: '(\\S+)',
  code: '([A-Z][A-Z0-9_]+)',
};

let templates: readonly Template[] | null = null;
const remembered = new Map<string, string>();
let rememberedFor = '';

/**
 * What the engine said, in the language of the screen. It speaks English, in the capture, its commands and exports; the
 * language files know its sentences by their English, in the section `said`. One that is not there stays as it is.
 */
export function said(text: string): string {
  if (i18n.language === 'en' || text === '' || text.length > longest) return text;
  if (rememberedFor !== i18n.language || remembered.size > rememberedTexts) remembered.clear();
  rememberedFor = i18n.language;
  const known = remembered.get(text) ?? translated(text) ?? codeFirst(text) ?? cutShort(text) ?? bySentences(text);
  remembered.set(text, known);
  return known;
}

/** Whether the engine says it in words; what came over the wire and plain values are none of its sentences. */
export function isSaid(text: string): boolean {
  if (text === '' || text.length > longest) return false;
  templates ??= readTemplates();
  return templates.some(({ start, pattern }) => text.startsWith(start) && pattern.test(text));
}

/** What happened and what to do, in the language of the screen. */
export function problemWords({ message, hint }: { readonly message: string; readonly hint: string }): string {
  return sentences([said(message), said(hint)]);
}

/** "1000 normal closure": a code, and what it means. */
function codeFirst(text: string): string | null {
  const [, code, words = ''] = /^(\d{3,4}) (\D.*)$/.exec(text) ?? [];
  const told = code === undefined ? null : translated(words);
  return told === null ? null : `${code} ${told}`;
}

/** A summary has room for so much: what its end is missing cannot be matched, its beginning can. */
function cutShort(text: string): string | null {
  if (!text.endsWith('…')) return null;
  const template = templates?.find(({ start }) => start.length >= telling && text.startsWith(start));
  if (template === undefined) return null;
  const [beginning = ''] = i18n.t(template.key, { ns: 'said', skipInterpolation: true }).split('{{');
  return beginning + text.slice(template.start.length);
}

/** Where the whole is not known, what stands in it may be: at each place the fewest sentences that are. */
function bySentences(text: string): string {
  const pieces = text.split(/(?<=[.?!]) /);
  if (pieces.length < 2 || pieces.length > mostSentences) return text;
  let told = '';
  let isAnyKnown = false;
  for (let from = 0; from < pieces.length; ) {
    let to = from + 1;
    let known = translated(pieces[from] ?? '');
    while (known === null && to < pieces.length) {
      to += 1;
      known = translated(pieces.slice(from, to).join(' '));
    }
    told += known ?? `${pieces[from]} `;
    isAnyKnown ||= known !== null;
    from = known === null ? from + 1 : to;
  }
  return isAnyKnown ? told.trim() : text;
}

function translated(text: string): string | null {
  templates ??= readTemplates();
  for (const { key, start, pattern, names } of templates) {
    if (!text.startsWith(start)) continue;
    const found = pattern.exec(text);
    if (found === null) continue;
    const values = new Map(names.map((name, at) => [name, found[at + 1] ?? '']));
    const template = i18n.t(key, { ns: 'said', skipInterpolation: true });
    // What stands in a sentence may be one of the engine's as well: "Refused: …".
    return template.replace(slot, (_, name: string) => saidWithin(values.get(name) ?? ''));
  }
  return null;
}

/** A space that parted it from what stood before belongs to English. */
function saidWithin(value: string): string {
  const told = said(value.trim());
  return told === value.trim() ? value : told;
}

/** The longest first: what is said most exactly wins over what only begins so. */
function readTemplates(): readonly Template[] {
  const tree = i18n.getResourceBundle('en', 'said') as Tree;
  return texts(tree, '')
    .map(([key, text]) => {
      const parts = text.split(slot);
      const fixed = parts.filter((_, at) => at % 2 === 0).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      const names = parts.filter((_, at) => at % 2 === 1);
      const pattern = fixed.reduce(
        (whole, part, at) => whole + (slotPatterns[names[at - 1] ?? ''] ?? '([^]*?)') + part,
      );
      return {
        key,
        start: parts[0] ?? '',
        pattern: new RegExp(`^${pattern}$`),
        names,
        exact: fixed.join('').length,
      };
    })
    .sort((one, other) => other.exact - one.exact);
}

function texts(tree: Tree, path: string): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[path + name, value] as [string, string]] : texts(value, `${path}${name}.`),
  );
}
