import { Check, ChevronDown, Hourglass, X } from 'lucide-react';
import { useState } from 'react';
import type { Expectation } from '../../../src-main/contract/expect';
import { useEngine } from '../../engine/hooks';
import { formatCount } from '../../format/count';
import { useWords } from '../../languages/use-words';
import { useCommand } from '../../state/commands';
import { useDraft } from '../../state/draft';
import { expectMessage, useExpectForm } from '../../state/expect';
import { useNotices } from '../../state/notices';
import { useSelection } from '../../state/selection';
import { useNow } from '../../state/use-now';
import { AdviceLine, AdvicePlace } from '../../ui/advice-line';
import { Button, IconButton } from '../../ui/button';
import { ExpectFormLine } from './expect-form';
import { expectWords } from './expect-words';
import { showArrival, shownSeq } from './show-arrival';
import { useExpectations } from './use-expectations';

const signs = { armed: Hourglass, arrived: Check, missed: X, cancelled: X } as const;
const tones = { armed: 'plain', arrived: 'ok', missed: 'refused', cancelled: 'plain' } as const;

/** A message that is waited for: written down, armed, and what came of it, on lines of their own that never cover a row. */
export function Expect() {
  const say = useWords('expect');
  const form = useExpectForm(({ form }) => form);
  const all = useExpectations().filter(({ state }) => state !== 'cancelled');
  useCommand('expect.open', say('title'), '$mod+Shift+E', () => expectMessage(known()));
  if (form === null && all.length === 0) return null;
  return (
    <section aria-label={say('region')}>
      {form !== null && <ExpectFormLine form={form} />}
      {all.length > 0 && <Verdict all={all} />}
    </section>
  );
}

/** The selected row's message, else the one that is being composed. */
function known(): { readonly app: string; readonly channel: string; readonly event: string } {
  const { row } = useSelection.getState();
  const { channel, event } = row !== null && row.event !== '' && row.channel !== '' ? row : useDraft.getState();
  return { app: '', channel, event };
}

/** One at a time, the newest first: there is one line for advice. */
function Verdict({ all }: { all: readonly Expectation[] }) {
  const say = useWords('expect');
  const engine = useEngine();
  const fail = useNotices(({ fail }) => fail);
  const nowMs = useNow();
  const [turned, setTurned] = useState(0);
  const at = turned % all.length;
  const one = all[at] as Expectation;
  const { head, reason } = expectWords(one, nowMs, say);
  const drop = () => void engine.call('expect.cancel', { id: one.id }).catch(useNotices.getState().fail);
  const show = async () => {
    if (!(await showArrival(engine, one))) fail(new Error(say('notKept')));
  };
  return (
    <AdviceLine icon={signs[one.state]} tone={tones[one.state]} head={head} reason={reason}>
      {shownSeq(one) !== null && (
        <Button look="line" size="small" onPress={() => void show()}>
          {say('showRow')}
        </Button>
      )}
      {one.state === 'missed' && (
        <Button
          size="small"
          onPress={() =>
            expectMessage({
              app: one.app,
              channel: one.channel,
              event: one.event,
              where: one.where.join(' '),
              seconds: String(one.timeoutMs / 1_000),
            })
          }
        >
          {say('again')}
        </Button>
      )}
      {all.length > 1 && (
        <>
          <AdvicePlace>{say('place', { at: formatCount(at + 1), all: formatCount(all.length) })}</AdvicePlace>
          <IconButton icon={ChevronDown} label={say('next')} onPress={() => setTurned(at + 1)} />
        </>
      )}
      {one.state === 'armed' ? (
        <Button size="small" onPress={drop}>
          {say('giveUp')}
        </Button>
      ) : (
        <IconButton icon={X} label={say('dismiss')} onPress={drop} />
      )}
    </AdviceLine>
  );
}
