import { useDescription } from '../../engine/use-description';
import { useWords } from '../../languages/use-words';
import { useCommand } from '../../state/commands';
import { openSession, useConnections } from '../../state/connections';
import { useSession, useSessions } from '../../state/sessions';
import { Button } from '../../ui/button';
import { Sheet } from '../../ui/sheet';
import { ConnectSheet, type Dialled } from './connect-sheet';
import { ProductionFrame } from './production-frame';
import { UnlockDialog } from './unlock-button';

function isDialled(protocol: { readonly client?: unknown }): protocol is Dialled {
  return protocol.client !== undefined;
}

/** The sheet in which other servers are connected to, and what of them is on offer everywhere. */
export function Connections() {
  const t = useWords('connections');
  const { form, openForm, closeForm } = useConnections();
  const profile = useSession(form?.id ?? null)?.profile ?? null;
  const [first, ...others] = (useDescription()?.protocols ?? []).filter(isDialled);
  useCommand('connections.connect', t('command'), '$mod+Shift+KeyK', () => openForm(null));
  const isOpen = form !== null && (form.id === null || profile !== null);
  return (
    <>
      <SessionCommands />
      <UnlockDialog />
      <ProductionFrame />
      {isOpen &&
        (first === undefined ? (
          <Sheet title={t('title')} onClose={closeForm} foot={<Button onPress={closeForm}>{t('cancel')}</Button>}>
            <p>{t('noClient')}</p>
          </Sheet>
        ) : (
          <ConnectSheet key={form.id} protocols={[first, ...others]} profile={profile} onClose={closeForm} />
        ))}
    </>
  );
}

/** As many as a menu can hold. */
const commandsAtMost = 20;

/** Each session by its name, in the palette and the menu. */
function SessionCommands() {
  const list = useSessions(({ list }) => list);
  return list
    .slice(0, commandsAtMost)
    .map(({ profile: { id, name } }) => <SessionCommand key={id} id={id} name={name} />);
}

function SessionCommand({ id, name }: { id: string; name: string }) {
  const t = useWords('connections');
  useCommand(`connections.show-${id}`, t('commandShow', { name }), null, () => openSession(id));
  return null;
}
