import { editorAddress } from '../../src-main/contract/editor';
import type { ProjectPlace } from '../../src-main/contract/project';
import { useHost } from '../host/use-host';
import { useWords } from '../languages/use-words';
import { useNotices } from '../state/notices';
import { useSettings } from '../state/settings';
import styles from './place-link.module.css';

/** A line of the project's code, as a link that opens it in the person's editor. @param dir the project's folder */
export function PlaceLink({ dir, place, isShort = false }: { dir: string; place: ProjectPlace; isShort?: boolean }) {
  const t = useWords('project');
  const host = useHost();
  const editor = useSettings(({ settings }) => settings.general.editor);
  const asked = { ...place, dir, editor };
  const address = editorAddress(asked);
  const file = isShort ? (place.file.split('/').at(-1) ?? place.file) : place.file;
  const text = `${file}:${place.line}`;
  if (address === null) return <code className={styles.plain}>{text}</code>;
  const open = async () => {
    const isOpen = await host.openInEditor?.(asked);
    if (isOpen === false) useNotices.getState().fail(new Error(t('editorRefused', { editor: t(`editor.${editor}`) })));
  };
  return (
    <a
      className={styles.link}
      href={address}
      title={t('openIn', { place: `${place.file}:${place.line}`, editor: t(`editor.${editor}`) })}
      onClick={(event) => {
        if (host.openInEditor === undefined) return;
        event.preventDefault();
        void open();
      }}
    >
      <code>{text}</code>
    </a>
  );
}
