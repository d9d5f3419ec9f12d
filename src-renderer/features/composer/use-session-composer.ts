import { useEffect, useMemo, useState } from 'react';
import { type Problem, toProblem } from '../../../src-main/contract/problem';
import type { ProfileField } from '../../../src-main/contract/profile';
import { useEngine } from '../../engine/hooks';
import { checkJson } from '../../format/check-json';
import { type FieldTexts, faultsOf, fieldValues } from '../../format/field-values';
import { problemWords, said } from '../../languages/said';
import { wordsOf } from '../../languages/words';
import { useConnections } from '../../state/connections';
import { useDraft } from '../../state/draft';
import { useNotices } from '../../state/notices';
import { fieldWords } from '../../ui/session-words';
import { useSent } from './sent';
import { askedFields, bodyField, sharedNames, type Target, writtenTexts } from './target';
import { fill, masked } from './template';

const t = wordsOf('composer');
const utf8 = new TextEncoder();

export interface SessionComposerState {
  readonly texts: FieldTexts;
  /** Beside the editor, in order. */
  readonly fields: readonly ProfileField[];
  readonly body: ProfileField | undefined;
  /** Why it was turned down; null as soon as it is changed. */
  readonly refusal: Problem | null;
  change(name: string, value: string | boolean): void;
  /** Sends it, unless something is lacking: then nothing is sent and the name of that field is returned. */
  submit(): string | null;
}

/** What the composer knows of a message to a session; null for one to the hub. */
export function useSessionComposer(target: Target | null): SessionComposerState | null {
  const engine = useEngine();
  const { channel, event, data, ofSessions, own, change, changeOf } = useDraft();
  const say = useNotices(({ say }) => say);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const texts = useMemo(
    () => (target === null ? {} : writtenTexts(target, { channel, event, data, ofSessions })),
    [target, channel, event, data, ofSessions],
  );
  const written = JSON.stringify([target?.session.profile.id, texts]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal is of the message as it was
  useEffect(() => setRefusal(null), [written]);
  if (target === null) return null;
  const { session, form } = target;
  const { id, name: to } = session.profile;
  const fields = askedFields(target, texts);
  const body = bodyField(form);

  const send = async () => {
    const values = { n: 1, now: new Date(), uuid: () => crypto.randomUUID(), random: Math.random, own };
    const filled = Object.fromEntries(
      Object.entries(texts).map(([name, text]) => {
        const isJson = name === body?.name && checkJson(masked(String(text))) === null;
        return [name, typeof text === 'string' ? fill(text, values, isJson) : text];
      }),
    );
    const sent = {
      atMs: Date.now(),
      to,
      channel: String(filled.channel ?? ''),
      event: String(filled.event ?? ''),
      bytes: body === undefined ? 0 : utf8.encode(String(filled[body.name])).length,
    };
    const { add } = useSent.getState();
    try {
      const { seq, words } = await engine.call('session.send', {
        profile: id,
        values: fieldValues([...fields, ...(body === undefined ? [] : [body])], filled),
      });
      add({ ...sent, result: { ok: true, publish: seq, words } });
      say(t('receipt.saidTo', { to, receipt: said(words) }));
    } catch (error) {
      const problem = toProblem(error);
      add({ ...sent, result: { ok: false, problem } });
      say(problemWords(problem));
      setRefusal(problem);
    }
  };
  return {
    texts,
    fields,
    body,
    refusal,
    change: (name, value) => {
      if (sharedNames.has(name)) change({ [name]: String(value) });
      else changeOf(id, { [name]: value });
    },
    submit() {
      if (!session.isUnlocked) {
        useConnections.getState().askToUnlock(id);
        return null;
      }
      const [lacking] = faultsOf(body === undefined ? fields : [...fields, body], texts);
      if (lacking !== undefined) {
        const [name, fault] = lacking;
        const field = form.sendFields.find((one) => one.name === name);
        say(t(`lacking.${fault}`, { field: fieldWords(field?.label ?? name) }));
        return name;
      }
      void send();
      return null;
    },
  };
}
