import { FolderOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useHost } from '../../host/use-host';
import { useWords } from '../../languages/use-words';
import { useOpenFolder } from '../../project/use-open-folder';
import { useNotices } from '../../state/notices';
import { showView } from '../../state/views';
import { Icon } from '../../ui/icon';
import styles from './drop-folder.module.css';

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true;

/** A folder dropped anywhere on the window is opened as a project; a browser tab says that it is not told where it lies. */
export function DropFolder() {
  const t = useWords('project');
  const host = useHost();
  const open = useOpenFolder();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // Otherwise the window would leave Hubbub and show the file.
      event.preventDefault();
      setOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const item = event.dataTransfer?.items[0];
      const file = event.dataTransfer?.files[0];
      const { fail } = useNotices.getState();
      if (file === undefined || item?.webkitGetAsEntry()?.isFile === true) return fail(new Error(t('dropNoFolder')));
      const path = host.pathOf?.(file) ?? '';
      if (path !== '') return void open(path);
      fail(new Error(`${t('dropNoPath', { name: file.name })} ${t('dropNoPathHint')}`));
      showView('project');
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [host, open, t]);
  if (!isOver) return null;
  return (
    <div className={styles.over} role="status">
      <p>
        <Icon of={FolderOpen} size={20} />
        {t('dropHere')}
      </p>
    </div>
  );
}
