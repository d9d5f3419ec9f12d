import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { type KeyKind, keyKinds, type RoleKey } from '../../../src-main/contract/mercure';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { IconButton } from '../../ui/button';
import { Picker } from '../../ui/picker';
import { TypedLine } from '../../ui/typed-line';
import { Setting, useFixedBy, useNamedChange } from './setting';

/** What tokens are checked with: one secret, and for each role that has it a key of its own. */
export function MercureKeys() {
  return (
    <>
      <SecretSetting />
      <RoleSetting name="publisherKey" />
      <RoleSetting name="subscriberKey" />
    </>
  );
}

const shortestSecret = 32;

/** Signs for both roles. */
function SecretSetting() {
  const t = useWords('settings');
  const value = useSettings(({ settings }) => settings.mercure.secret);
  const isShort = value !== '' && value.length < shortestSecret;
  return (
    <Setting
      path="mercure.secret"
      name={t('mercure.secret')}
      sentence={isShort ? t('mercure.secretShort') : t('mercure.secretSentence')}
      usual={t('mercure.ofExamples')}
    >
      {(control) => <HiddenLine {...control} value={value} placeholder={t('mercure.ofExamples')} />}
    </Setting>
  );
}

const shared = 'shared';

/** The key of one role. Another kind of key is taken once there is one: until then what was set holds. */
function RoleSetting({ name }: { name: 'publisherKey' | 'subscriberKey' }) {
  const t = useWords('settings');
  const path = `mercure.${name}`;
  const label = t(`mercure.${name}`);
  const set = useSettings(({ settings }) => settings.mercure[name]);
  const [asked, setAsked] = useState<KeyKind | null>(null);
  const change = useNamedChange(label);
  const isFixed = useFixedBy(path) !== null;
  const kind = asked ?? set?.kind ?? null;
  const choose = (id: string) => {
    const next = keyKinds.find((one) => one === id) ?? null;
    const isAlike = set !== null && next !== null && formOf(next) === formOf(set.kind);
    setAsked(isAlike || next === set?.kind ? null : next);
    if (next === null && set !== null) void change(path, undefined);
    if (isAlike && next !== set.kind) void change(path, { ...set, kind: next } satisfies RoleKey);
  };
  const take = (key: string) => {
    if (kind === null) return;
    void change(path, key === '' ? undefined : ({ kind, key } satisfies RoleKey)).then((isTaken) => {
      if (isTaken) setAsked(null);
    });
  };
  const form = kind === null ? null : formOf(kind);
  const key = asked === null ? (set?.key ?? '') : '';
  const isShort = form === 'secret' && key !== '' && key.length < shortestSecret;
  return (
    <Setting
      path={path}
      name={label}
      sentence={isShort ? t('mercure.secretShort') : t(`mercure.${name}Sentence`)}
      usual={t('mercure.theSecret')}
    >
      {form !== null && (
        <HiddenLine
          key={form}
          label={`${label}: ${t(`mercure.form.${form}`)}`}
          value={key}
          placeholder={t(`mercure.form.${form}`)}
          isOpen={form !== 'secret'}
          isDisabled={isFixed}
          onChange={take}
        />
      )}
      <Picker
        label={t('mercure.signedBy')}
        value={kind ?? shared}
        isDisabled={isFixed}
        options={[
          { id: shared, text: t('mercure.theSecret') },
          ...keyKinds.map((id) => ({ id, text: id === 'JWKS' ? t('mercure.keySet') : id })),
        ]}
        onChange={choose}
      />
    </Setting>
  );
}

function formOf(kind: KeyKind): 'secret' | 'publicKey' | 'address' {
  return kind === 'JWKS' ? 'address' : kind.startsWith('HS') ? 'secret' : 'publicKey';
}

/** Dots until the eye is pressed, where there is something to hide. */
function HiddenLine({
  isOpen = false,
  ...line
}: {
  label: string;
  value: string;
  placeholder: string;
  isOpen?: boolean;
  isDisabled: boolean;
  onChange: (value: string) => void;
}) {
  const t = useWords('settings');
  const [isShown, setShown] = useState(false);
  return (
    <>
      <TypedLine {...line} isHidden={!isOpen && !isShown} />
      {!isOpen && (
        <IconButton
          icon={isShown ? EyeOff : Eye}
          label={`${isShown ? t('mercure.hide') : t('mercure.show')}: ${line.label}`}
          onPress={() => setShown(!isShown)}
        />
      )}
    </>
  );
}
