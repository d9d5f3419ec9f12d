import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Profile } from '../../../src-main/contract/profile';
import { useEngine } from '../../engine/hooks';
import { useWords } from '../../languages/use-words';
import { useConnections } from '../../state/connections';
import { useNotices } from '../../state/notices';
import { useSessions } from '../../state/sessions';
import { Button } from '../../ui/button';

/** Its secrets are forgotten and cannot be brought back, so it asks in its own place first. */
export function RemoveButton({ profile: { id, name }, onRemoved }: { profile: Profile; onRemoved: () => void }) {
  const t = useWords('connections');
  const engine = useEngine();
  const [isAsking, setAsking] = useState(false);
  const remove = async () => {
    const { fail, say } = useNotices.getState();
    try {
      await engine.call('profile.remove', { id });
      useSessions.getState().drop(id);
      if (useConnections.getState().shown === id) useConnections.getState().show(null);
      say(t('removed', { name }));
    } catch (error) {
      fail(error);
    }
    onRemoved();
  };
  if (!isAsking) {
    return (
      <Button icon={Trash2} onPress={() => setAsking(true)}>
        {t('remove')}
      </Button>
    );
  }
  return (
    <>
      <Button look="line" autoFocus onPress={() => void remove()}>
        {t('removeYes')}
      </Button>
      <Button onPress={() => setAsking(false)}>{t('removeNo')}</Button>
    </>
  );
}
