/** `Name: value` a line, as people paste them from a browser's network panel. What is no header is left out. */
export function headerLines(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(/\r?\n/).flatMap((line) => {
    const match = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s*(.*?)\s*$/.exec(line);
    return match === null ? [] : [[match[1] as string, match[2] as string] as const];
  });
  return Object.fromEntries(pairs);
}
