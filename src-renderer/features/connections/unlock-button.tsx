import { LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import type { SessionState } from '../../../src-main/contract/session';
import { useSessionActs } from '../../engine/follow-sessions';
import { useWords } from '../../languages/use-words';
import { useConnections } from '../../state/connections';
import { useSession } from '../../state/sessions';
import { AskDialog } from '../../ui/ask-dialog';
import { Button } from '../../ui/button';

/** Sending to a production system is asked for once a sitting, and can be locked again. */
export function UnlockButton({ session: { profile, isUnlocked } }: { session: SessionState }) {
  const t = useWords('sessions');
  const { unlock } = useSessionActs();
  const askToUnlock = useConnections(({ askToUnlock }) => askToUnlock);
  const { id } = profile;
  return (
    <Button
      look="line"
      size="small"
      icon={isUnlocked ? LockKeyhole : LockKeyholeOpen}
      onPress={() => (isUnlocked ? void unlock(id, false) : askToUnlock(id))}
    >
      {t(isUnlocked ? 'lock' : 'unlock')}
    </Button>
  );
}

/** What is asked before sending is unlocked, wherever that was wanted. */
export function UnlockDialog() {
  const t = useWords('connections');
  const { unlock } = useSessionActs();
  const { unlocking, askToUnlock } = useConnections();
  const profile = useSession(unlocking)?.profile;
  if (profile === undefined) return null;
  const { id, name, target } = profile;
  return (
    <AskDialog
      title={t('production.ask')}
      no={t('production.stay')}
      yes={t('production.doUnlock')}
      onAnswer={(isYes) => {
        askToUnlock(null);
        if (isYes) void unlock(id, true);
      }}
    >
      {t('production.askWhy', { name, target })}
    </AskDialog>
  );
}
