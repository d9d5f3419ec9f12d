import { Eraser, Pencil, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { formatKeys } from '../../format/keys';
import { listed } from '../../languages/joined';
import { useWords } from '../../languages/use-words';
import { type KnownCommand as Known, useCommandStore } from '../../state/commands';
import { useSettings } from '../../state/settings';
import { IconButton } from '../../ui/button';
import { KeyCap } from '../../ui/key-cap';
import { bindingOf, isSameBinding } from './key-binding';
import styles from './keys.module.css';
import { useIsFound } from './search';
import { SettingsSection, useNamedChange } from './setting';

/** The key of each command, which a person may change or switch off. */
export function Keys() {
  const t = useWords('settings');
  const known = useCommandStore(({ known }) => known);
  const commands = [...known.values()].sort((one, other) => one.id.localeCompare(other.id));
  return (
    <SettingsSection title={t('groups.keys')} sentence={t('keys.sentence')}>
      <ul className={styles.keys}>
        {commands.map((command) => (
          <KeyLine key={command.id} command={command} all={commands} />
        ))}
      </ul>
    </SettingsSection>
  );
}

function KeyLine({ command, all }: { command: Known; all: readonly Known[] }) {
  const t = useWords('settings');
  const { id, title, usualKeys, view } = command;
  const set = useSettings(({ settings }) => settings.keys);
  const change = useNamedChange(title);
  const [isRecording, setRecording] = useState(false);
  const [fault, setFault] = useState('');
  const keysOf = (one: Known) => set[one.id] ?? one.usualKeys ?? '';
  const keys = keysOf(command);
  const isFound = useIsFound(title, id, keys === '' ? '' : formatKeys(keys));
  if (!isFound) return null;
  const rivals =
    keys === ''
      ? []
      : all.filter(
          (one) =>
            one.id !== id &&
            (one.view === '' || view === '' || one.view === view) &&
            keysOf(one) !== '' &&
            isSameBinding(keysOf(one), keys),
        );
  const take = (next: string) => {
    setRecording(false);
    setFault('');
    void change(`keys.${id}`, next === (usualKeys ?? '') ? undefined : next);
  };
  return (
    <li className={styles.keyLine} data-setting={`keys.${id}`}>
      <span>{title}</span>
      {isRecording ? (
        <Recorder
          onKeys={take}
          onTyped={() => setFault(t('keys.typed'))}
          onGiveUp={() => {
            setRecording(false);
            setFault('');
          }}
        />
      ) : keys === '' ? (
        <span className={styles.none}>{t('keys.none')}</span>
      ) : (
        <KeyCap keys={formatKeys(keys)} />
      )}
      <IconButton icon={Pencil} label={t('keys.change', { command: title })} onPress={() => setRecording(true)} />
      {keys === '' ? (
        <span />
      ) : (
        <IconButton icon={Eraser} label={t('keys.off', { command: title })} onPress={() => take('')} />
      )}
      {set[id] === undefined ? (
        <span />
      ) : (
        <IconButton
          icon={RotateCcw}
          label={t('reset', { name: title, usual: usualKeys === null ? t('keys.none') : formatKeys(usualKeys) })}
          onPress={() => take(usualKeys ?? '')}
        />
      )}
      {(fault !== '' || rivals.length > 0) && (
        <p role="status">
          {fault !== '' ? fault : t('keys.taken', { commands: listed(rivals.map((one) => one.title)) })}
        </p>
      )}
    </li>
  );
}

/** Takes the next key press as a key. Esc gives up, and Tab still leaves. */
function Recorder({
  onKeys,
  onTyped,
  onGiveUp,
}: {
  onKeys: (keys: string) => void;
  onTyped: () => void;
  onGiveUp: () => void;
}) {
  const t = useWords('settings');
  const box = useRef<HTMLButtonElement>(null);
  const latest = useRef({ onKeys, onTyped, onGiveUp });
  latest.current = { onKeys, onTyped, onGiveUp };
  useEffect(() => {
    const element = box.current;
    element?.focus();
    // Before anybody else: the press is not to do what it does now.
    const onKeyDown = (event: KeyboardEvent) => {
      if (document.activeElement !== element || event.key === 'Tab') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === 'Escape') return latest.current.onGiveUp();
      const binding = bindingOf(event, /mac/i.test(navigator.platform));
      if (binding === null) return;
      if (binding.isTyped) latest.current.onTyped();
      else latest.current.onKeys(binding.keys);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
  return (
    <button type="button" ref={box} className={styles.recorder} onBlur={() => latest.current.onGiveUp()}>
      {t('keys.press')}
    </button>
  );
}
