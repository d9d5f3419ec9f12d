import type { ExplanationSection } from '../../../../src-main/contract/message';
import { checkName } from '../../../languages/check-name';
import { isSaid, said } from '../../../languages/said';
import { wordsOf } from '../../../languages/words';
import { CopyIcon } from '../copy-button';
import { Masked } from '../masked';
import { labelWords } from './label-words';
import styles from './sections.module.css';

const t = wordsOf('inspector');

/** What the protocol says about an entry, in words: why it was refused, what was found, what to do. */
export function Sections({ sections }: { sections: readonly ExplanationSection[] }) {
  return (
    <div className={styles.sections}>
      {sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections have no name of their own, and never change places
        <section key={index} className={styles.section} data-kind={section.kind} aria-label={labelWords(section.label)}>
          <h3>
            {labelWords(section.label)}
            <CopyIcon
              what={t('payload.part', { part: labelWords(section.label) })}
              label={t('payload.copyPart', { part: labelWords(section.label) })}
              text={() => copyOf(section)}
            />
          </h3>
          <Content section={section} />
        </section>
      ))}
    </div>
  );
}

function Content({ section: { kind, text } }: { section: ExplanationSection }) {
  if (kind === 'text') {
    return (
      <p className={styles.text}>
        <Masked text={said(text)} />
      </p>
    );
  }
  if (kind !== 'table') {
    return (
      <pre className={styles.mono}>
        <Masked text={text} />
      </pre>
    );
  }
  return (
    <dl className={styles.table}>
      {pairsOf(text).map(([name, value]) => (
        <div key={name}>
          <dt>{labelWords(name)}</dt>
          <dd data-said={isSaid(value) || undefined}>
            <Masked text={name === 'Failed at' ? checkName(value) : said(value)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function pairsOf(table: string): readonly (readonly [string, string])[] {
  return JSON.parse(table) as [string, string][];
}

function copyOf({ kind, text }: ExplanationSection): string {
  return kind === 'table'
    ? pairsOf(text)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n')
    : text;
}
