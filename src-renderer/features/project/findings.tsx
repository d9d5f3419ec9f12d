import { Info, TriangleAlert } from 'lucide-react';
import type { ProjectFinding } from '../../../src-main/contract/project';
import { said } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { PlaceLink } from '../../project/place-link';
import { Icon } from '../../ui/icon';
import styles from './project.module.css';

/** What keeps messages from arriving as far as the settings tell, each with what mends it; warnings first. */
export function Findings({ findings, dir }: { findings: readonly ProjectFinding[]; dir: string }) {
  const t = useWords('project');
  if (findings.length === 0) return null;
  const sorted = [...findings].sort(
    (one, other) => Number(other.level === 'warning') - Number(one.level === 'warning'),
  );
  return (
    <section aria-label={t('findings')}>
      <h3>
        {t('findings')}
        <span>{findings.length}</span>
      </h3>
      <ul className={styles.findings}>
        {sorted.map(({ code, level, values, places }) => (
          <li key={`${code} ${JSON.stringify([values, places])}`} data-level={level}>
            <Icon of={level === 'warning' ? TriangleAlert : Info} />
            <div>
              <b>{t(`finding.${code}.what`, told(values))}</b>
              <p>{t(`finding.${code}.fix`, told(values))}</p>
              {places.length > 0 && (
                <p className={styles.places}>
                  {places.map((place) => (
                    <PlaceLink key={`${place.file}:${place.line}`} dir={dir} place={place} />
                  ))}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A reason is a sentence of the engine's; the other values are names of the project. */
function told(values: ProjectFinding['values']): ProjectFinding['values'] {
  return values.reason === undefined ? values : { ...values, reason: said(values.reason) };
}
