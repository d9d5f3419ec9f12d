import { useRef, useState } from 'react';
import { type Problem, toProblem } from '../../../src-main/contract/problem';
import type { Profile } from '../../../src-main/contract/profile';
import type { ProtocolDescriptor } from '../../../src-main/contract/protocol';
import { useSessionActs } from '../../engine/follow-sessions';
import { useEngine } from '../../engine/hooks';
import { type Fault, faultsOf, isAsked } from '../../format/field-values';
import { useWords } from '../../languages/use-words';
import { openSession } from '../../state/connections';
import { useNotices } from '../../state/notices';
import { useSessions } from '../../state/sessions';
import { Button } from '../../ui/button';
import { ProblemBox } from '../../ui/problem-box';
import { Sheet } from '../../ui/sheet';
import { AddressField } from './address-field';
import styles from './connections.module.css';
import { formOf, profileOf, withAddress } from './form-values';
import { ProfileForm } from './profile-form';
import { RemoveButton } from './remove-button';

export type Dialled = ProtocolDescriptor & { readonly client: NonNullable<ProtocolDescriptor['client']> };

/** Makes a profile, or changes one. `protocols`: those that can be dialled, at least one. */
export function ConnectSheet({
  protocols,
  profile,
  onClose,
}: {
  protocols: readonly [Dialled, ...Dialled[]];
  profile: Profile | null;
  onClose: () => void;
}) {
  const t = useWords('connections');
  const engine = useEngine();
  const { connect } = useSessionActs();
  const [id, setId] = useState(profile?.protocol ?? protocols[0].id);
  const protocol = protocols.find((one) => one.id === id) ?? protocols[0];
  const { client } = protocol;
  const [form, setForm] = useState(() => formOf(client, profile));
  const [faults, setFaults] = useState<ReadonlyMap<string, Fault>>(new Map());
  const [problem, setProblem] = useState<Problem | null>(null);
  const fields = useRef<HTMLDivElement>(null);
  const kept = profile?.protocol === id ? profile.keptSecrets : [];

  const choose = (next: string) => {
    const other = protocols.find((one) => one.id === next);
    if (other === undefined || next === id) return;
    setId(next);
    setFaults(new Map());
    setForm(({ name }) => ({ ...formOf(other.client, null), name }));
  };
  const fill = async (url: string) => {
    const parsed = await engine.call('profile.parse', { url });
    const other = protocols.find((one) => one.id === parsed.protocol);
    if (other === undefined) return;
    setId(other.id);
    setFaults(new Map());
    setProblem(null);
    setForm((before) => withAddress(other.client, before, parsed));
  };
  const showFaults = (found: ReadonlyMap<string, Fault>) => {
    setFaults(found);
    requestAnimationFrame(() => {
      fields.current?.querySelector<HTMLElement>('[data-invalid] :is(input, textarea), [data-fault] button')?.focus();
    });
  };
  const save = async (isToConnect: boolean) => {
    const asked = client.fields.filter((field) => isAsked(field, form.values));
    const found = new Map(faultsOf(asked, form.values, { given: form.secrets, kept }));
    if (form.name.trim() === '') found.set('', 'missing');
    setProblem(null);
    if (found.size > 0) return showFaults(found);
    try {
      const session = await engine.call('profile.put', profileOf(id, client, form, profile));
      useSessions.getState().takeOne(session);
      const { name } = session.profile;
      useNotices.getState().say(t(isToConnect ? 'connecting' : 'saved', { name }));
      onClose();
      if (isToConnect) {
        openSession(session.profile.id);
        await connect(session.profile.id);
      }
    } catch (error) {
      setProblem(toProblem(error));
    }
  };

  return (
    <Sheet
      title={profile === null ? t('title') : t('change', { name: profile.name })}
      onClose={onClose}
      foot={
        <>
          {profile !== null && <RemoveButton profile={profile} onRemoved={onClose} />}
          <span className={styles.grow} />
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="line" onPress={() => void save(false)}>
            {t('save')}
          </Button>
          <Button look="solid" onPress={() => void save(true)}>
            {t('saveAndConnect')}
          </Button>
        </>
      }
    >
      {problem !== null && <ProblemBox problem={problem} />}
      {profile === null && <AddressField protocols={protocols} onFill={fill} />}
      <div ref={fields} className={styles.fields} data-labels="beside">
        <ProfileForm
          protocols={protocols}
          protocol={protocol}
          isNew={profile === null}
          form={form}
          kept={kept}
          faults={faults}
          onChoose={choose}
          onChange={(change) => setForm((before) => ({ ...before, ...change }))}
        />
      </div>
    </Sheet>
  );
}
