import { ChevronDown, FolderOpen, PanelsTopLeft, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useWords } from '../../languages/use-words';
import { useChooseFolder, useOpenFolder } from '../../project/use-open-folder';
import { useProject, useWorkspaces } from '../../project/use-project';
import { useCommand } from '../../state/commands';
import { showView } from '../../state/views';
import { Icon } from '../../ui/icon';
import { MenuItem, MenuLine, WithMenu } from '../../ui/menu';
import styles from './toolbar.module.css';

const most = 8;

/** Which workspace is open, and the way to another one. */
export function WorkspaceButton() {
  const t = useWords('toolbar');
  const project = useProject();
  const list = useWorkspaces();
  const open = useOpenFolder();
  const choose = useChooseFolder();
  const current = list?.current ?? '';
  const name = project?.name ?? list?.workspaces.find(({ dir }) => dir === current)?.name ?? '';
  useCommand('project.open', t('workspace.open'), null, () => void choose());
  useCommand('project.close', t('workspace.leave'), null, () => void open(''), { isOffered: current !== '' });
  const shown = name === '' ? t('workspace.none') : name;
  return (
    <WithMenu
      label={t('workspace.label')}
      trigger={
        <AriaButton
          className={styles.workspace ?? ''}
          data-open={current !== '' || undefined}
          aria-label={`${t('workspace.label')}: ${shown}`}
        >
          <span>{shown}</span>
          <Icon of={ChevronDown} size={14} className={styles.more} />
        </AriaButton>
      }
    >
      {(list?.workspaces ?? []).slice(0, most).map((one) => (
        <MenuItem key={one.dir} value={one.dir} isChecked={one.dir === current} onAction={() => void open(one.dir)}>
          {one.name}
        </MenuItem>
      ))}
      {(list?.workspaces.length ?? 0) > 0 && <MenuLine />}
      {current !== '' && (
        <MenuItem icon={PanelsTopLeft} onAction={() => showView('project')}>
          {t('workspace.show')}
        </MenuItem>
      )}
      <MenuItem icon={FolderOpen} onAction={() => void choose()}>
        {t('workspace.open')}
      </MenuItem>
      {current !== '' && (
        <MenuItem icon={X} onAction={() => void open('')}>
          {t('workspace.leave')}
        </MenuItem>
      )}
    </WithMenu>
  );
}
