/** In this order, since browsers call themselves by each other's names. */
const browsers: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Edge', /\bEdg(?:A|iOS)?\/(\d+)/],
  ['Opera', /\b(?:OPR|OPT)\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Electron', /\bElectron\/(\d+)/],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari\//],
];

/** In this order too: an Android says Linux as well, an iPad says "like Mac OS X". */
const systems: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMac(?:intosh| OS X)\b/],
  ['Linux', /\bLinux\b/],
];

/**
 * A User-Agent header in a few words: "Chrome 156 on Linux"; a library as it calls itself, "okhttp 4.12.0"; '' if there was
 * none. Only what somebody wrote into the header: it may be anything.
 */
export function agentWords(userAgent: string): string {
  const browser = versioned(userAgent);
  if (browser !== '') {
    const system = systems.find(([, mark]) => mark.test(userAgent))?.[0];
    return system === undefined ? browser : `${browser} on ${system}`;
  }
  const [, name = '', version = ''] = /^([^\s/();]{1,60})(?:\/([\w.+-]{1,30}))?/.exec(userAgent) ?? [];
  return [name, version].filter((part) => part !== '').join(' ');
}

function versioned(userAgent: string): string {
  for (const [name, mark] of browsers) {
    const version = mark.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return '';
}
