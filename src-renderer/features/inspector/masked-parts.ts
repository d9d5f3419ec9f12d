/** Text, or what stands for a secret that was masked at capture. */
export type MaskedPart =
  | { readonly text: string }
  | { readonly name: string; readonly length: number; readonly hash: string };

/** "[authorization, 64 characters, 9c1e]" and "[secret of 19 characters, 9c1e0a3b]", as the capture writes them. */
const masked = /\[([^[\],]{1,64}?)(?:,| of) (\d{1,7}) characters?, ([0-9a-f]{4,8})\]/g;

export function maskedParts(text: string): readonly MaskedPart[] {
  const parts: MaskedPart[] = [];
  let from = 0;
  for (const match of text.matchAll(masked)) {
    const [whole, name = '', length = '', hash = ''] = match;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ name, length: Number(length), hash });
    from = match.index + whole.length;
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from) });
  return parts;
}
