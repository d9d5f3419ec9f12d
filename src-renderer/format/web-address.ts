/** Whether it is an address of the web. Not by URL.canParse, which Chromium 114 (Electron 25) does not have. */
export function isWebAddress(text: string): boolean {
  try {
    return /^https?:\/\//i.test(text) && new URL(text).host !== '';
  } catch {
    return false;
  }
}
