const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bElectron\/(\d+)/, 'Electron'],
  [/\b(?:Edg|EdgA|EdgiOS)\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bSamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\bHeadlessChrome\/(\d+)/, 'Headless Chrome'],
  [/\b(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* .*\bSafari\//, 'Safari'],
];

/** A User-Agent in two words: "Chrome 141", "GuzzleHttp 7"; as sent if it has no shape we know, '' if there is none. */
export function shortAgent(userAgent: string): string {
  for (const [pattern, name] of browsers) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  const product = /^([\w.-]+)\/(\d+)/.exec(userAgent);
  return product === null ? userAgent.slice(0, 40) : `${product[1]} ${product[2]}`;
}
