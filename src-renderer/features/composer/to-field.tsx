import { wordsOf } from '../../languages/words';
import { useDraft } from '../../state/draft';
import { phaseWord } from '../../ui/session-words';
import { PickField } from './pick-field';
import { type Target, useTargets } from './target';

const t = wordsOf('composer');

/** An id no profile has. */
const hub = '/';

/** Where the message goes, the hub or a session; only there where there are several. */
export function ToField({ target }: { target: Target | null }) {
  const targets = useTargets();
  const fill = useDraft(({ change }) => change);
  if (targets.length === 0) return null;
  const items = [
    { id: hub, name: t('field.hub'), hint: '' },
    ...targets.map(({ session: { profile, phase } }) => {
      return { id: profile.id, name: profile.name, hint: phaseWord(phase) };
    }),
  ];
  return (
    <PickField
      label={t('field.to')}
      value={target?.session.profile.id ?? hub}
      items={items}
      isPlain
      onChange={(id) => fill({ to: id === hub ? '' : id })}
    />
  );
}
