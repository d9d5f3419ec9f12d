/** Why an address of the hub cannot be added; null if it can. The engine has the last word. */
export function addressFault(text: string, taken: readonly string[]): 'form' | 'there' | 'everyone' | null {
  const match = /^(\[[\da-fA-F:.]+\]|[^\s:/[\]]+):(\d{1,5})$/.exec(text.trim());
  const port = Number(match?.[2]);
  if (match === null || port < 1 || port > 65_535) return 'form';
  if (taken.includes(text.trim())) return 'there';
  // Every address of this computer at once is a door to the whole network.
  return match[1] === '0.0.0.0' || match[1] === '[::]' ? 'everyone' : null;
}
