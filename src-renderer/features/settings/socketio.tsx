import { relayModes } from '../../../src-main/contract/relay';
import { defaultSocketIo, socketIoLimits } from '../../../src-main/contract/socketio';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { AmountField } from '../../ui/amount-field';
import { Choice } from '../../ui/choice';
import { NamesField } from '../../ui/names-field';
import { Setting, SettingsSection, useFixedBy, useNamedChange } from './setting';

/** What the hub does in the place of laravel-echo-server. */
export function SocketIo() {
  const t = useWords('settings');
  const { authUrls, mode } = useSettings(({ settings }) => settings.socketio);
  const isAuthFixed = useFixedBy('socketio.authUrls') !== null;
  const changeAuth = useNamedChange(t('socketio.authUrls'));
  const changeMode = useNamedChange(t('socketio.mode'));
  return (
    <SettingsSection title={t('groups.socketio')} sentence={t('socketio.sentence')}>
      <Setting
        path="socketio.authUrls"
        name={t('socketio.authUrls')}
        sentence={t('socketio.authUrlsSentence')}
        usual={defaultSocketIo.authUrls.join(', ')}
      >
        <NamesField
          label={t('socketio.authUrls')}
          names={authUrls}
          placeholder="http://localhost/broadcasting/auth"
          isDisabled={isAuthFixed}
          onChange={(next) => void changeAuth('socketio.authUrls', next)}
        />
      </Setting>
      <Setting
        path="socketio.mode"
        name={t('socketio.mode')}
        sentence={t(`socketio.modeSentence.${mode}`)}
        usual={t('relay.modes.others')}
      >
        <Choice
          label={t('socketio.mode')}
          value={mode}
          options={relayModes.map((id) => ({ id, text: t(`relay.modes.${id}`) }))}
          onChange={(id) => void changeMode('socketio.mode', id)}
        />
      </Setting>
      <Time of="pingIntervalMs" />
      <Time of="pingTimeoutMs" />
    </SettingsSection>
  );
}

function Time({ of }: { of: 'pingIntervalMs' | 'pingTimeoutMs' }) {
  const t = useWords('settings');
  const path = `socketio.${of}`;
  const value = useSettings(({ settings }) => settings.socketio[of]);
  const isFixed = useFixedBy(path) !== null;
  const change = useNamedChange(t(`socketio.${of}`));
  return (
    <Setting
      path={path}
      name={t(`socketio.${of}`)}
      sentence={t(`socketio.${of}Sentence`)}
      usual={String(defaultSocketIo[of])}
    >
      <AmountField
        label={t(`socketio.${of}`)}
        unit={t('socketio.ms')}
        value={value}
        min={socketIoLimits.leastPingMs}
        max={socketIoLimits.mostPingMs}
        isDisabled={isFixed}
        onChange={(next) => void change(path, next)}
      />
    </Setting>
  );
}
