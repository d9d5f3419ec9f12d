import type { FaceSettings } from '../../../src-main/contract/faces';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { Switch } from '../../ui/switch';
import { Setting, SettingsSection } from './setting';

/** Which other servers the hub also answers as; their names are their own in every language. */
const faces = { laravelWebsockets: 'laravel-websockets', reverb: 'Reverb', soketi: 'soketi' } as const satisfies Record<
  keyof FaceSettings,
  string
>;

export function Faces() {
  const t = useWords('settings');
  return (
    <SettingsSection title={t('faces.title')} sentence={t('faces.sentence')}>
      {(Object.keys(faces) as (keyof FaceSettings)[]).map((face) => (
        <Face key={face} face={face} />
      ))}
    </SettingsSection>
  );
}

function Face({ face }: { face: keyof FaceSettings }) {
  const t = useWords('settings');
  const isOn = useSettings(({ settings }) => settings.faces[face]);
  return (
    <Setting path={`faces.${face}`} name={faces[face]} sentence={t(`faces.${face}`)} usual={t('on')}>
      {(control) => <Switch {...control} isOn={isOn} />}
    </Setting>
  );
}
