import { Ban, LockKeyhole, LockKeyholeOpen, Unplug } from 'lucide-react';
import type { SessionState } from '../../../src-main/contract/session';
import { useSessionActs } from '../../engine/follow-sessions';
import { formatExactBytes } from '../../format/bytes';
import { problemWords } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { wordsOf } from '../../languages/words';
import { useKeyCap } from '../../state/commands';
import { useConnections } from '../../state/connections';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { phaseWord } from '../../ui/session-words';
import type { CheckedData } from './check-data';
import styles from './composer.module.css';
import type { SessionComposerState } from './use-session-composer';

const t = wordsOf('composer');

/** What is to be known before a message goes to a session: why it cannot, why it was turned down, else where it goes. */
function Outlook({
  session: { profile, phase, isUnlocked },
  refusal,
}: {
  session: SessionState;
  refusal: SessionComposerState['refusal'];
}) {
  const { name, target } = profile;
  const [tone, icon, words] =
    phase !== 'connected'
      ? (['warn', Unplug, t('session.notConnected', { name, phase: phaseWord(phase) })] as const)
      : refusal !== null
        ? (['refused', Ban, problemWords(refusal)] as const)
        : !isUnlocked
          ? (['error', LockKeyhole, t('session.locked', { name })] as const)
          : (['plain', profile.isProduction ? LockKeyholeOpen : null, t('session.goesTo', { target })] as const);
  return (
    <span className={styles.outlook} data-tone={tone} title={words}>
      {icon !== null && <Icon of={icon} size={14} />}
      <span>{words}</span>
    </span>
  );
}

export function SessionFoot({
  session,
  composer,
  checked,
  onSend,
}: {
  session: SessionState;
  composer: SessionComposerState;
  checked: CheckedData;
  onSend: () => void;
}) {
  const say = useWords('sessions');
  const { connect, unlock } = useSessionActs();
  const askToUnlock = useConnections(({ askToUnlock }) => askToUnlock);
  const { profile, phase, isUnlocked } = session;
  const { id, isProduction } = profile;
  return (
    <div className={styles.foot}>
      {composer.body !== undefined && <span className={styles.size}>{formatExactBytes(checked.bytes)}</span>}
      <Outlook session={session} refusal={composer.refusal} />
      {phase !== 'connected' && phase !== 'connecting' && (
        <Button look="line" onPress={() => void connect(id)}>
          {t('session.connect')}
        </Button>
      )}
      {isProduction && (
        <Button
          look="line"
          icon={isUnlocked ? LockKeyhole : LockKeyholeOpen}
          onPress={() => (isUnlocked ? void unlock(id, false) : askToUnlock(id))}
        >
          {say(isUnlocked ? 'lock' : 'unlock')}
        </Button>
      )}
      <Button
        look="solid"
        keyCap={useKeyCap('composer.send')}
        isDisabled={!isUnlocked || phase !== 'connected'}
        onPress={onSend}
      >
        {t('send')}
      </Button>
    </div>
  );
}
