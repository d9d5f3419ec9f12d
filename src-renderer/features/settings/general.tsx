import { editors } from '../../../src-main/contract/editor';
import { clocks, defaultSettings, type Settings } from '../../../src-main/contract/settings';
import { languages } from '../../languages/i18n';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { Choice } from '../../ui/choice';
import { Picker } from '../../ui/picker';
import { Switch } from '../../ui/switch';
import { MiniWindowSetting } from './mini-window';
import { Setting, SettingsSection } from './setting';

type Appearance = Settings['appearance'];
const themes: readonly Appearance['theme'][] = ['system', 'light', 'dark'];

export function General() {
  const t = useWords('settings');
  const { language, reopenView, welcome, editor } = useSettings(({ settings }) => settings.general);
  const options = [
    { id: 'system', text: t('asSystem') },
    ...languages.map(({ tag, name }) => ({ id: tag, text: name })),
  ];
  return (
    <SettingsSection title={t('groups.general')}>
      <Setting
        path="general.language"
        name={t('language.name')}
        sentence={t('language.sentence')}
        usual={t('asSystem')}
      >
        {(control) => <Picker {...control} isLabelled={false} value={language} options={options} />}
      </Setting>
      <Setting path="general.reopenView" name={t('reopen.name')} sentence={t('reopen.sentence')} usual={t('on')}>
        {(control) => <Switch {...control} isOn={reopenView} />}
      </Setting>
      <Setting path="general.welcome" name={t('welcome.name')} sentence={t('welcome.sentence')} usual={t('on')}>
        {(control) => <Switch {...control} isOn={welcome} />}
      </Setting>
      <Setting
        path="general.editor"
        name={t('editor.name')}
        sentence={t('editor.sentence')}
        usual={t(`editor.${defaultSettings.general.editor}`)}
      >
        {(control) => (
          <Choice {...control} value={editor} options={editors.map((id) => ({ id, text: t(`editor.${id}`) }))} />
        )}
      </Setting>
      <MiniWindowSetting />
    </SettingsSection>
  );
}

export function Appearance() {
  const t = useWords('settings');
  const { theme, clock } = useSettings(({ settings }) => settings.appearance);
  return (
    <SettingsSection title={t('groups.appearance')}>
      <Setting path="appearance.theme" name={t('theme.name')} sentence={t('theme.sentence')} usual={t('theme.system')}>
        {(control) => (
          <Choice {...control} value={theme} options={themes.map((id) => ({ id, text: t(`theme.${id}`) }))} />
        )}
      </Setting>
      <Setting path="appearance.clock" name={t('clock.name')} sentence={t('clock.sentence')} usual={t('clock.local')}>
        {(control) => (
          <Choice {...control} value={clock} options={clocks.map((id) => ({ id, text: t(`clock.${id}`) }))} />
        )}
      </Setting>
    </SettingsSection>
  );
}
