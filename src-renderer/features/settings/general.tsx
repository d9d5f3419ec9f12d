import { editors } from '../../../src-main/contract/editor';
import { defaultSettings, type Settings } from '../../../src-main/contract/settings';
import { languages } from '../../languages/i18n';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { Choice } from '../../ui/choice';
import { Picker } from '../../ui/picker';
import { Switch } from '../../ui/switch';
import { Setting, SettingsSection, useNamedChange } from './setting';

type Appearance = Settings['appearance'];
const themes: readonly Appearance['theme'][] = ['system', 'light', 'dark'];

export function General() {
  const t = useWords('settings');
  const { language, reopenView, welcome, editor } = useSettings(({ settings }) => settings.general);
  const changeLanguage = useNamedChange(t('language.name'));
  const changeReopen = useNamedChange(t('reopen.name'));
  const changeEditor = useNamedChange(t('editor.name'));
  const changeWelcome = useNamedChange(t('welcome.name'));
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
        <Picker
          label={t('language.name')}
          value={language}
          options={options}
          onChange={(id) => void changeLanguage('general.language', id)}
        />
      </Setting>
      <Setting path="general.reopenView" name={t('reopen.name')} sentence={t('reopen.sentence')} usual={t('on')}>
        <Switch
          label={t('reopen.name')}
          isOn={reopenView}
          onChange={(isOn) => void changeReopen('general.reopenView', isOn)}
        />
      </Setting>
      <Setting path="general.welcome" name={t('welcome.name')} sentence={t('welcome.sentence')} usual={t('on')}>
        <Switch
          label={t('welcome.name')}
          isOn={welcome}
          onChange={(isOn) => void changeWelcome('general.welcome', isOn)}
        />
      </Setting>
      <Setting
        path="general.editor"
        name={t('editor.name')}
        sentence={t('editor.sentence')}
        usual={t(`editor.${defaultSettings.general.editor}`)}
      >
        <Choice
          label={t('editor.name')}
          value={editor}
          options={editors.map((id) => ({ id, text: t(`editor.${id}`) }))}
          onChange={(id) => void changeEditor('general.editor', id)}
        />
      </Setting>
    </SettingsSection>
  );
}

export function Appearance() {
  const t = useWords('settings');
  const { theme } = useSettings(({ settings }) => settings.appearance);
  const changeTheme = useNamedChange(t('theme.name'));
  return (
    <SettingsSection title={t('groups.appearance')}>
      <Setting path="appearance.theme" name={t('theme.name')} sentence={t('theme.sentence')} usual={t('theme.system')}>
        <Choice
          label={t('theme.name')}
          value={theme}
          options={themes.map((id) => ({ id, text: t(`theme.${id}`) }))}
          onChange={(id) => void changeTheme('appearance.theme', id)}
        />
      </Setting>
    </SettingsSection>
  );
}
