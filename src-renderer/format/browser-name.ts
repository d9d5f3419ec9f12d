/** In this order, since browsers call themselves by each other's names. */
const browsers: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Edge', /\bEdgA?\/(\d+)/],
  ['Opera', /\bOPR\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Electron', /\bElectron\/(\d+)/],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari\//],
];

/** Short name of the browser or library behind a User-Agent header: "Firefox", "okhttp"; '' if there was none. */
export function browserName(userAgent: string): string {
  const found = browsers.find(([, mark]) => mark.test(userAgent));
  if (found !== undefined) return found[0];
  return /^[^\s/();]+/.exec(userAgent)?.[0] ?? '';
}
