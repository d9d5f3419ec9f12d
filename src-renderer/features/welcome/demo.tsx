import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { DemoState } from '../../../src-main/contract/demo';
import { useEngine, useHubCall } from '../../engine/hooks';
import { useWords } from '../../languages/use-words';
import { useNotices } from '../../state/notices';
import { showView } from '../../state/views';
import { Button } from '../../ui/button';

type Act = 'start' | 'stop' | 'remove';

/** Real traffic of an app named demo, for those who have no app at hand: started, stopped, and taken away again. */
export function Demo({ icons }: { icons: Readonly<Record<Act, LucideIcon>> }) {
  const t = useWords('welcome');
  const engine = useEngine();
  const asked = useHubCall('demo.state', 2_000);
  const [told, setTold] = useState<DemoState | null>(null);
  const state = told ?? asked;
  const act = async (name: Act) => {
    const { fail, say } = useNotices.getState();
    try {
      await engine.call(`demo.${name}`, undefined);
      setTold(null);
      say(t(`demo.${name}Done`));
      if (name === 'start') showView('live');
      else setTold(await engine.call('demo.state', undefined));
    } catch (error) {
      fail(error);
    }
  };
  if (state === null) return null;
  return (
    <>
      {state.isThere && !state.isRunning && (
        <Button icon={icons.remove} onPress={() => void act('remove')}>
          {t('demo.remove')}
        </Button>
      )}
      {state.isRunning ? (
        <Button icon={icons.stop} onPress={() => void act('stop')}>
          {t('demo.stop')}
        </Button>
      ) : (
        <Button icon={icons.start} onPress={() => void act('start')}>
          {t('demo.start')}
        </Button>
      )}
    </>
  );
}
