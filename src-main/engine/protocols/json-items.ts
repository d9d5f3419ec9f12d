/**
 * The items of a JSON array as they stand in its text, in linear time. Not checked: the text has to be JSON, and what is not
 * comes apart somehow. null if it begins with no bracket.
 */
export function jsonItems(text: string): readonly string[] | null {
  const start = text.indexOf('[');
  if (start < 0 || text.slice(0, start).trim() !== '') return null;
  const items: string[] = [];
  let depth = 0;
  let from = start + 1;
  let isInString = false;
  for (let at = start; at < text.length; at += 1) {
    const one = text[at];
    if (isInString) {
      if (one === '\\') at += 1;
      else if (one === '"') isInString = false;
    } else if (one === '"') {
      isInString = true;
    } else if (one === '[' || one === '{') {
      depth += 1;
    } else if (one === ']' || one === '}') {
      depth -= 1;
      if (depth === 0) {
        const last = text.slice(from, at).trim();
        if (last !== '' || items.length > 0) items.push(last);
        return items;
      }
    } else if (one === ',' && depth === 1) {
      items.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return items;
}
