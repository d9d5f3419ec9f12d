import { spokenDialects } from '../../../src-main/contract/mercure';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { Choice } from '../../ui/choice';
import { Setting, useFixedBy, useNamedChange } from './setting';

const path = 'mercure.dialect';

/** Which version of the protocol the hub speaks. */
export function DialectSetting() {
  const t = useWords('settings');
  const value = useSettings(({ settings }) => settings.mercure.dialect);
  const change = useNamedChange(t('mercure.dialect'));
  const wordsOf = (id: string) => (id === 'auto' ? t('mercure.dialectAuto') : id);
  return (
    <Setting
      path={path}
      name={t('mercure.dialect')}
      sentence={t('mercure.dialectSentence')}
      usual={t('mercure.dialectAuto')}
    >
      <Choice
        label={t('mercure.dialect')}
        value={value}
        isDisabled={useFixedBy(path) !== null}
        options={spokenDialects.map((id) => ({ id, text: wordsOf(id) }))}
        onChange={(id) => void change(path, id)}
      />
    </Setting>
  );
}
