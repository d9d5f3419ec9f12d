import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { AppInfo } from '../../../src-main/contract/app';
import type { Draft, HubState } from '../../../src-main/contract/hub';
import type { Problem } from '../../../src-main/contract/problem';
import type { DraftField, ProtocolDescriptor } from '../../../src-main/contract/protocol';
import { useHubCall } from '../../engine/hooks';
import { useDescription } from '../../engine/use-description';
import { wordsOf } from '../../languages/words';
import { useDraft } from '../../state/draft';
import { useNotices } from '../../state/notices';
import { type CheckedData, checkData } from './check-data';
import { draftFields } from './library';
import { protocolFor } from './protocol-for';
import type { RunPlan } from './run';
import { useSend } from './use-send';

const t = wordsOf('composer');

/** The field that keeps a message from being sent. */
export type Lacking = 'channel' | 'event' | 'data';

export interface ComposerState {
  readonly apps: readonly AppInfo[];
  /** Protocols of the hub that can carry it. */
  readonly protocols: readonly ProtocolDescriptor[];
  /** The one it goes by; null before the hub has told. */
  readonly protocol: ProtocolDescriptor | null;
  /** The message as it is in the fields, with the app and the protocol it goes to. */
  readonly draft: Draft;
  readonly checked: CheckedData;
  /** Largest data in bytes; null if there is no limit. */
  readonly limit: number | null;
  /** Why the hub turned the message down; null as soon as it is changed. */
  readonly refusal: Problem | null;
  /** The first required field that is empty; null if there is none. */
  readonly lacking: Lacking | null;
  /** Sends it, unless something is lacking: then nothing is sent and that is returned. */
  submit(options?: { asText?: boolean; plan?: RunPlan }): Lacking | null;
}

const noProtocols: readonly ProtocolDescriptor[] = [];
const noFields: readonly DraftField[] = [];

/** What the composer knows of the message in it. */
export function useComposer(hub: HubState | null): ComposerState {
  const stored = useDraft();
  const { app: chosen, channel, data, own } = stored;
  const described = useDescription()?.protocols ?? noProtocols;
  const channels = useHubCall('hub.channels', 2_000);
  const say = useNotices(({ say }) => say);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const apps = hub?.apps ?? [];
  const protocols = useMemo(() => described.filter(({ supports }) => supports.hub), [described]);
  const protocol = protocolFor(protocols, stored.protocol, channel, channels ?? []);
  const app = apps.some(({ id }) => id === chosen) ? chosen : (apps[0]?.id ?? '');
  const usual = protocol?.maxDataBytes ?? null;
  const limit = usual === null ? null : (apps.find(({ id }) => id === app)?.maxDataBytes ?? usual);
  const fields = protocol?.draftFields ?? noFields;
  const send = useSend(limit, fields);
  const draft = {
    ...draftFields(stored),
    protocol: protocol?.id,
    app: protocol?.supports.apps === false ? '' : app,
  };
  // A long text is checked when there is time for it, not at every key.
  const settled = useDeferredValue(data);
  const checked = useMemo(() => checkData(settled), [settled]);
  const said = JSON.stringify(draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal is of the message as it was
  useEffect(() => setRefusal(null), [said]);

  const isLacking = (name: 'channel' | 'event') =>
    stored[name] === '' && fields.some((field) => field.name === name && field.required);
  const lacking = isLacking('channel') ? 'channel' : isLacking('event') ? 'event' : null;
  const submit = ({ asText = false, plan = null as RunPlan | null } = {}): Lacking | null => {
    if (lacking !== null) {
      const label = fields.find(({ name }) => name === lacking)?.label;
      say(t(lacking === 'event' ? 'lacking.event' : label === 'Topic' ? 'lacking.topic' : 'lacking.channel'));
      return lacking;
    }
    const now = checkData(data);
    if (now.fault !== null && !asText) {
      say(t('notSent', { reason: now.fault.reason }));
      return 'data';
    }
    void send(draft, own, plan).then(setRefusal);
    return null;
  };
  return { apps, protocols, protocol, draft, checked, limit, refusal, lacking, submit };
}
