import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { defaultSettings, isSame, settingAt } from '../../../src-main/contract/settings';
import { type ChangeSetting, useChangeSetting } from '../../engine/use-settings';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { IconButton } from '../../ui/button';
import { Tag } from '../../ui/tag';
import { useIsFound } from './search';
import styles from './settings.module.css';

/** Changes a setting and says so with its name: "Theme was changed." */
export function useNamedChange(name: string): ChangeSetting {
  const t = useWords('settings');
  const change = useChangeSetting();
  return (path, value) => change(path, value, t(value === undefined ? 'wasReset' : 'wasChanged', { name }));
}

/** By what a setting is decided for this run, null if a person may change it. */
export function useFixedBy(path: string): string | null {
  return useSettings(({ fixed }) => fixed.find((one) => one.path === path)?.by ?? null);
}

/** What every control of a setting takes. */
export interface SettingControl {
  readonly label: string;
  /** Decided for this run: it can be looked at. */
  readonly isDisabled: boolean;
  onChange(value: unknown): void;
}

/**
 * One setting: its name and a sentence at the left, what sets it at the right, and the way back where it is not as usual.
 * `usual`: the usual value in words.
 */
export function Setting({
  path,
  name,
  sentence,
  usual,
  use,
  children,
}: {
  path: string;
  name: string;
  sentence: string;
  usual: string;
  /** What is used of it, for limits. */
  use?: ReactNode;
  /** As a function where one control sets it. */
  children: ReactNode | ((control: SettingControl) => ReactNode);
}) {
  const t = useWords('settings');
  const settings = useSettings(({ settings }) => settings);
  const fixedBy = useFixedBy(path);
  const change = useNamedChange(name);
  const isFound = useIsFound(name, sentence, path);
  if (!isFound) return null;
  const onChange = (value: unknown) => void change(path, value);
  const isChanged = fixedBy === null && !isSame(settingAt(settings, path), settingAt(defaultSettings, path));
  return (
    <div className={use === undefined ? styles.setting : `${styles.setting} ${styles.limit}`} data-setting={path}>
      <div>
        <div className={styles.name}>
          {name}
          {isChanged && <Tag>{t('usually', { usual })}</Tag>}
          {fixedBy !== null && <Tag>{t('setBy', { by: fixedBy })}</Tag>}
        </div>
        {sentence !== '' && <div className={styles.sentence}>{sentence}</div>}
      </div>
      <div className={styles.control}>
        {typeof children === 'function' ? children({ label: name, isDisabled: fixedBy !== null, onChange }) : children}
      </div>
      {use !== undefined && <div className={styles.use}>{use}</div>}
      {isChanged ? (
        <IconButton icon={RotateCcw} label={t('reset', { name, usual })} onPress={() => void change(path, undefined)} />
      ) : (
        <span />
      )}
    </div>
  );
}

/** A heading of the page with what belongs under it. Goes while nothing of it is found. */
export function SettingsSection({
  title,
  sentence,
  action,
  children,
}: {
  title: string;
  sentence?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.head}>
        <h2>{title}</h2>
        {sentence !== undefined && <p>{sentence}</p>}
        {action}
      </div>
      {children}
    </section>
  );
}
