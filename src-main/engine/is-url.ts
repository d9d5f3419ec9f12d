/** Whether it is an address, or one relative to `base`. As URL.canParse, which Node 18.15 (Electron 25) does not have. */
export function isUrl(text: string, base?: string): boolean {
  try {
    new URL(text, base);
    return true;
  } catch {
    return false;
  }
}
