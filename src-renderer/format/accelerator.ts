const words: Readonly<Record<string, string>> = {
  $mod: 'CommandOrControl',
  Meta: 'Super',
  Slash: '/',
  Comma: ',',
  BracketLeft: '[',
  BracketRight: ']',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
};
/** What Electron takes as the key of an accelerator: others would make it throw. */
const known =
  /^([A-Z0-9]|F\d{1,2}|[/,.;'[\]\\=-]|Up|Down|Left|Right|Esc|Enter|Space|Tab|Home|End|PageUp|PageDown|Delete|Backspace)$/;

/** A key binding in Electron's words: "$mod+Shift+KeyP" is "CommandOrControl+Shift+P". null if it has none for it. */
export function acceleratorOf(binding: string): string | null {
  const parts = binding
    .split(/\b\+/)
    .map((part) => (part.startsWith('(') ? (part.slice(1, -1).split('|')[0] ?? '') : part));
  const named = parts.map((part) => words[part] ?? (/^(Key|Digit)(.)$/.exec(part)?.[2] || part));
  const key = (named.pop() ?? '').replace(/^[a-z]$/, (letter) => letter.toUpperCase());
  return known.test(key) ? [...named, key].join('+') : null;
}
