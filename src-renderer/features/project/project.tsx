import { FolderOpen, X } from 'lucide-react';
import { useWords } from '../../languages/use-words';
import { useChooseFolder, useOpenFolder } from '../../project/use-open-folder';
import { useProject } from '../../project/use-project';
import { regionRef } from '../../state/regions';
import { StatusSentence } from '../../state/status-slot';
import { Button } from '../../ui/button';
import { Tag } from '../../ui/tag';
import { ProjectApp } from './app';
import { ProjectBlock } from './block';
import { ProjectCode } from './code';
import { Findings } from './findings';
import { OpenProject } from './open-project';
import styles from './project.module.css';
import { Proposals } from './proposals';
import { Systems } from './systems';

const region = regionRef('project');

/** The project that is open: its app, what to paste, what is in the way; or the way to open one. */
export function Project() {
  const t = useWords('project');
  const project = useProject();
  const open = useOpenFolder();
  const choose = useChooseFolder();
  if (project === undefined) return null;
  if (project === null) {
    return (
      <>
        <StatusSentence>{t('status.none')}</StatusSentence>
        <OpenProject />
      </>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <div className={styles.page} ref={region} tabIndex={0}>
      <StatusSentence>
        <span>
          <b>{t(`framework.${project.framework}`)}</b>
        </span>
        <span>{t('status.findings', { count: project.findings.length })}</span>
      </StatusSentence>
      <header className={styles.head}>
        <div className={styles.title}>
          <h2>{project.name}</h2>
          <Tag>{t(`framework.${project.framework}`)}</Tag>
          <span className={styles.grow} />
          <Button size="small" icon={FolderOpen} onPress={() => void choose()}>
            {t('other')}
          </Button>
          <Button size="small" icon={X} onPress={() => void open('')}>
            {t('close')}
          </Button>
        </div>
        <p>
          <code>{project.dir}</code> {t('readOnly')}
        </p>
      </header>
      {project.framework === 'none' && <p className={styles.nothing}>{t('notOurs')}</p>}
      {project.app !== null && <ProjectApp app={project.app} dir={project.dir} />}
      {project.block !== null && <ProjectBlock block={project.block} dir={project.dir} />}
      <Findings findings={project.findings} dir={project.dir} />
      <Proposals proposals={project.proposals} dir={project.dir} />
      <Systems systems={project.systems} dir={project.dir} />
      <ProjectCode code={project.code} dir={project.dir} />
    </div>
  );
}
