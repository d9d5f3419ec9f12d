import { readFile } from 'node:fs/promises';

/** A change that one of the samples needs: what happens without it, and the change itself. */
export interface Erratum {
  readonly title: string;
  /** Of which sample: 'laravel', 'mercure', 'chat'. */
  readonly sample: string;
  /** What is said without it, as it was seen. */
  readonly error: string;
  readonly diff: string;
}

/** The errata as docs/seed-errata.md lists them: what the document says is what is applied. */
export async function readErrata(sample: string): Promise<readonly Erratum[]> {
  const text = await readFile('docs/seed-errata.md', 'utf8');
  const [, part = ''] = text.split(new RegExp(`^## .*\\(${sample}\\)$`, 'm'));
  const [own = ''] = part.split(/^## /m);
  return own
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [title = ''] = section.split('\n');
      const block = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(section)?.[1] ?? '';
      return { title, sample, error: block('text').trim(), diff: block('diff') };
    });
}
