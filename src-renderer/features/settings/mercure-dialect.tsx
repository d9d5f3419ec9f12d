import { spokenDialects } from '../../../src-main/contract/mercure';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { Choice } from '../../ui/choice';
import { Setting } from './setting';

/** Which version of the protocol the hub speaks. */
export function DialectSetting() {
  const t = useWords('settings');
  const value = useSettings(({ settings }) => settings.mercure.dialect);
  const wordsOf = (id: string) => (id === 'auto' ? t('mercure.dialectAuto') : id);
  return (
    <Setting
      path="mercure.dialect"
      name={t('mercure.dialect')}
      sentence={t('mercure.dialectSentence')}
      usual={t('mercure.dialectAuto')}
    >
      {(control) => (
        <Choice {...control} value={value} options={spokenDialects.map((id) => ({ id, text: wordsOf(id) }))} />
      )}
    </Setting>
  );
}
