import { Folder, FolderOpen } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useHost } from '../../host/use-host';
import { useWords } from '../../languages/use-words';
import { useChooseFolder, useOpenFolder } from '../../project/use-open-folder';
import { useWorkspaces } from '../../project/use-project';
import { regionRef } from '../../state/regions';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { TextInput } from '../../ui/text-input';
import styles from './project.module.css';

const region = regionRef('project');

/** What there is while no folder is open: a field for its path, the system's dialog where there is one, and those before. */
export function OpenProject() {
  const t = useWords('project');
  const host = useHost();
  const open = useOpenFolder();
  const choose = useChooseFolder();
  const before = useWorkspaces()?.workspaces ?? [];
  const [path, setPath] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== '') void open(path);
  };
  return (
    <div className={styles.page} ref={region} tabIndex={-1}>
      <header className={styles.head}>
        <h2>{t('openTitle')}</h2>
        <p>{t('openLead')}</p>
      </header>
      <form className={styles.form} onSubmit={onSubmit}>
        <TextInput
          label={t('path')}
          value={path}
          placeholder="~/code/shop"
          isMono
          note={t('pathNote')}
          onChange={setPath}
        />
        <div className={styles.buttons}>
          <Button look="solid" type="submit" isDisabled={path.trim() === ''}>
            {t('open')}
          </Button>
          {host.chooseFolder !== undefined && (
            <Button look="line" icon={FolderOpen} onPress={() => void choose()}>
              {t('chooseFolder')}
            </Button>
          )}
          <span className={styles.dim}>{host.pathOf === undefined ? '' : t('orDrop')}</span>
        </div>
      </form>
      {before.length > 0 && (
        <section aria-label={t('recent')}>
          <h3>{t('recent')}</h3>
          <ul className={styles.recent}>
            {before.map(({ dir, name }) => (
              <li key={dir}>
                <button type="button" onClick={() => void open(dir)}>
                  <Icon of={Folder} size={14} />
                  <b>{name}</b>
                  <code>{dir}</code>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
