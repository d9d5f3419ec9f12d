import type { RefObject } from 'react';
import type { DraftField } from '../../../src-main/contract/protocol';
import { wordsOf } from '../../languages/words';
import { useDraft } from '../../state/draft';
import { useWidth } from '../../state/use-width';
import { DraftInput } from './draft-input';
import { MoreButton } from './more-button';
import { PickField } from './pick-field';
import { SavedButton } from './saved-button';
import type { ComposerState } from './use-composer';

const t = wordsOf('composer');

/** Who sends it and who is left out: wanted less than what it says, and aside where there is no room. */
const whoNames = new Set<string>(['excludeSocketId', 'asSocketId']);

export interface FieldInputs {
  channel: HTMLInputElement | null;
  event: HTMLInputElement | null;
}

/** Where the message goes and what it is called: the fields its protocol has. */
export function ComposerFields({
  composer: { apps, protocols, protocol, draft },
  inputs,
}: {
  composer: ComposerState;
  inputs: RefObject<FieldInputs>;
}) {
  const { asSocketId, change } = useDraft();
  const fields = protocol?.draftFields ?? [];
  // Who sends a message as a client is left out anyway.
  const shown = fields.filter(({ name }) => name !== 'data' && (name !== 'excludeSocketId' || asSocketId === ''));
  const isNarrow = useWidth() !== 'wide';
  const isAside = ({ name, isRare }: DraftField) => isRare || (isNarrow && whoNames.has(name));
  const rare = shown.filter(isAside);
  return (
    <>
      {protocols.length > 1 && (
        <PickField
          label={t('field.protocol')}
          items={protocols.map(({ id, name }) => ({ id, name, hint: '' }))}
          value={protocol?.id ?? ''}
          onChange={(id) => change({ protocol: id })}
        />
      )}
      {protocol?.supports.apps === true && apps.length > 1 && (
        <PickField
          label={t('field.app')}
          items={apps.map(({ id, key }) => ({ id, name: id, hint: key }))}
          value={draft.app}
          onChange={(id) => change({ app: id })}
        />
      )}
      {shown
        .filter((field) => !isAside(field))
        .map((field) => (
          <DraftInput
            key={field.name}
            field={field}
            inputRef={(input) => {
              if (field.name === 'channel' || field.name === 'event') inputs.current[field.name] = input;
            }}
          />
        ))}
      {rare.length > 0 && <MoreButton fields={rare} />}
      <SavedButton app={draft.app} />
    </>
  );
}
