import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { AppInfo } from '../../../src-main/contract/app';
import type { HubState } from '../../../src-main/contract/hub';
import type { Problem } from '../../../src-main/contract/problem';
import { useDescription } from '../../engine/use-description';
import { wordsOf } from '../../languages/words';
import { useDraft } from '../../state/draft';
import { useNotices } from '../../state/notices';
import { type CheckedData, checkData } from './check-data';
import type { RunPlan } from './run';
import { useSend } from './use-send';

const t = wordsOf('composer');

/** The field that keeps a message from being sent. */
export type Lacking = 'channel' | 'event' | 'data';

export interface ComposerState {
  readonly apps: readonly AppInfo[];
  /** Id of the app the message goes to: the chosen one, else the first. '' before the hub has told. */
  readonly app: string;
  readonly checked: CheckedData;
  /** Largest data in bytes; null if there is no limit. */
  readonly limit: number | null;
  /** Why the hub turned the message down; null as soon as it is changed. */
  readonly refusal: Problem | null;
  /** Sends it, unless something is lacking: then nothing is sent and that is returned. */
  submit(options?: { asText?: boolean; plan?: RunPlan }): Lacking | null;
}

/** What the composer knows of the message in it. */
export function useComposer(hub: HubState | null): ComposerState {
  const { app: chosen, channel, event, data, excludeSocketId, asSocketId, own } = useDraft();
  const protocols = useDescription()?.protocols;
  const say = useNotices(({ say }) => say);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const apps = hub?.apps ?? [];
  const app = apps.some(({ id }) => id === chosen) ? chosen : (apps[0]?.id ?? '');
  const limit = protocols?.find(({ supports }) => supports.hub)?.maxDataBytes ?? null;
  const send = useSend(limit);
  // A long text is checked when there is time for it, not at every key.
  const settled = useDeferredValue(data);
  const checked = useMemo(() => checkData(settled), [settled]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal is of the message as it was
  useEffect(() => setRefusal(null), [app, channel, event, data, excludeSocketId, asSocketId]);

  const lacking = (words: string, what: Lacking): Lacking => {
    say(words);
    return what;
  };
  const submit = ({ asText = false, plan = null as RunPlan | null } = {}): Lacking | null => {
    if (channel === '') return lacking(t('lacking.channel'), 'channel');
    if (event === '') return lacking(t('lacking.event'), 'event');
    const now = checkData(data);
    if (now.fault !== null && !asText) return lacking(t('notSent', { reason: now.fault.reason }), 'data');
    void send({ app, channel, event, data, excludeSocketId, asSocketId }, own, plan).then(setRefusal);
    return null;
  };
  return { apps, app, checked, limit, refusal, submit };
}
