import type { ProjectSystem, ProjectValue } from '../../../src-main/contract/project';
import { useWords } from '../../languages/use-words';
import { PlaceLink } from '../../project/place-link';
import { Tag } from '../../ui/tag';
import styles from './project.module.css';

/** What the project sends through: each value with the line it stands in, and the two routes beside each other. */
export function Systems({ systems, dir }: { systems: readonly ProjectSystem[]; dir: string }) {
  const t = useWords('project');
  if (systems.length === 0) return null;
  return (
    <section aria-label={t('systems')}>
      <h3>{t('systems')}</h3>
      {systems.map((system) => (
        <System key={`${system.driver} ${system.name}`} system={system} dir={dir} />
      ))}
    </section>
  );
}

function System({ system, dir }: { system: ProjectSystem; dir: string }) {
  const t = useWords('project');
  const { name, driver, isInUse, values, server, browser } = system;
  const routes = [
    ['server', server],
    ['browser', browser],
  ] as const;
  return (
    <div className={styles.system}>
      <h4>
        <code>{name}</code>
        <span>{t(`driver.${driver}`)}</span>
        {isInUse && <Tag>{t('inUse')}</Tag>}
      </h4>
      <dl>
        {routes.map(([side, route]) =>
          route === null ? null : (
            <div key={side}>
              <dt>{t(`route.${side}`)}</dt>
              <dd>
                {route.url === '' ? <span className={styles.dim}>{t('route.unknown')}</span> : <code>{route.url}</code>}
                <Where dir={dir} value={route.host} />
              </dd>
            </div>
          ),
        )}
        {values.map((value) => (
          <div key={value.name}>
            <dt>
              <code>{value.name}</code>
            </dt>
            <dd>
              {value.masked === null ? (
                value.value === '' ? (
                  <span className={styles.dim}>{t('block.empty')}</span>
                ) : (
                  <code>{value.value}</code>
                )
              ) : (
                t('secret', { count: value.masked.length, hash: value.masked.hash })
              )}
              <Where dir={dir} value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Where({ dir, value }: { dir: string; value: ProjectValue | null }) {
  const t = useWords('project');
  if (value === null) return null;
  return (
    <span className={styles.where}>
      {value.place === null ? t('usual') : <PlaceLink dir={dir} place={value.place} />}
    </span>
  );
}
