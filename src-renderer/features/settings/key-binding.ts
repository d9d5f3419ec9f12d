/** What a key press has to say to be one: modifiers alone are none. */
type Press = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const modifiers: ReadonlySet<string> = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead']);
/** Keys that work alone, since nothing is typed with them. */
const alone = /^F([1-9]|1\d|2[0-4])$/;

/**
 * A key press in the syntax of tinykeys: '$mod+Shift+KeyP'. null while only modifiers are held. Letters and the like have
 * to come with Ctrl (Cmd) or Alt: alone they are typed.
 */
export function bindingOf(press: Press, isMac: boolean): { keys: string; isTyped: boolean } | null {
  if (modifiers.has(press.key) || press.code === '') return null;
  const isMod = isMac ? press.metaKey : press.ctrlKey;
  const other = isMac ? press.ctrlKey : press.metaKey;
  const parts = [
    ...(isMod ? ['$mod'] : []),
    ...(other ? [isMac ? 'Control' : 'Meta'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(press.shiftKey ? ['Shift'] : []),
    press.code,
  ];
  return { keys: parts.join('+'), isTyped: !isMod && !other && !press.altKey && !alone.test(press.code) };
}

/** Two bindings that answer to the same press: '$mod+Shift+m' and '$mod+Shift+KeyM'. */
export function isSameBinding(one: string, other: string): boolean {
  const [first, second] = [pressOf(one), pressOf(other)];
  if (first.modifiers !== second.modifiers) return false;
  return first.keys.some((key) => second.keys.includes(key));
}

function pressOf(binding: string): { modifiers: string; keys: readonly string[] } {
  const parts = binding.split(/\b\+/);
  const key = parts.pop() ?? '';
  const names = key.startsWith('(') ? key.slice(1, -1).split('|') : [key];
  return {
    modifiers: parts.sort().join('+'),
    keys: names.map((name) => name.replace(/^(Key|Digit)(?=.$)/, '').toLowerCase()),
  };
}
