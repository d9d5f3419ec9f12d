/** As Illuminate\Support\Str::slug makes it, of letters that fold to ASCII by taking their marks off. */
export function slug(text: string, separator: string): string {
  const flip = separator === '-' ? '_' : '-';
  const mark = escaped(separator);
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(new RegExp(`${escaped(flip)}+`, 'g'), separator)
    .replaceAll('@', `${separator}at${separator}`)
    .toLowerCase()
    .replaceAll(new RegExp(`[^${mark}\\p{L}\\p{N}\\s]+`, 'gu'), '')
    .replaceAll(/[^\x20-\x7e]+/g, '')
    .replaceAll(new RegExp(`[${mark}\\s]+`, 'g'), separator)
    .replaceAll(new RegExp(`^${mark}+|${mark}+$`, 'g'), '');
}

function escaped(text: string): string {
  return text.replaceAll(/[-\\^$*+?.()|[\]{}/]/g, '\\$&');
}
