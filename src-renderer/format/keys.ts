const words: Readonly<Record<string, string>> = {
  $mod: 'Ctrl',
  Control: 'Ctrl',
  Meta: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  '\\?': '?',
  Slash: '/',
  Comma: ',',
  BracketLeft: '[',
  BracketRight: ']',
};

/** A key binding as it is written in a key cap: "$mod+Shift+P" is "Ctrl Shift P". Alternatives in brackets show the first. */
export function formatKeys(binding: string): string {
  return binding
    .split('+')
    .map((part) => (part.startsWith('(') ? (part.slice(1, -1).split('|')[0] ?? '') : part))
    .map((part) => words[part] ?? (/^(Key|Digit)(.)$/.exec(part)?.[2] || part))
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');
}
