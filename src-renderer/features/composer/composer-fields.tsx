import { type RefObject, useCallback } from 'react';
import { useEngine } from '../../engine/hooks';
import { browserName } from '../../format/browser-name';
import { wordsOf } from '../../languages/words';
import { useDraft } from '../../state/draft';
import { AppField } from './app-field';
import { NameField } from './name-field';
import { SavedButton } from './saved-button';
import type { ComposerState } from './use-composer';

const t = wordsOf('composer');

const shownConnections = 50;

export interface FieldInputs {
  channel: HTMLInputElement | null;
  event: HTMLInputElement | null;
}

/** Where the message goes and what it is called. */
export function ComposerFields({
  apps,
  app,
  inputs,
}: Pick<ComposerState, 'apps' | 'app'> & { inputs: RefObject<FieldInputs> }) {
  const engine = useEngine();
  const { channel, event, excludeSocketId, asSocketId, change } = useDraft();
  const completeName = useCallback(
    async (field: 'channel' | 'event', typed: string) => {
      const names = await engine.call('name.complete', { field, prefix: typed });
      // Once a name is whole, the list is for choosing another.
      const shown = names.includes(typed) ? await engine.call('name.complete', { field, prefix: '' }) : names;
      return shown.map((name) => ({ name, hint: '' }));
    },
    [engine],
  );
  const completeChannel = useCallback((typed: string) => completeName('channel', typed), [completeName]);
  const completeEvent = useCallback((typed: string) => completeName('event', typed), [completeName]);
  const completeSocket = useCallback(
    async (typed: string) => {
      const connections = await engine.call('hub.connections', undefined);
      const isWhole = connections.some(({ socketId }) => socketId === typed);
      return connections
        .filter(({ socketId, user }) => isWhole || socketId.includes(typed) || (user !== '' && user.includes(typed)))
        .slice(0, shownConnections)
        .map(({ socketId, user, userAgent }) => ({
          name: socketId,
          hint: [user === '' ? '' : t('user', { user }), browserName(userAgent)]
            .filter((part) => part !== '')
            .join(', '),
        }));
    },
    [engine],
  );
  return (
    <>
      {apps.length > 1 && <AppField apps={apps} value={app} onChange={(id) => change({ app: id })} />}
      <NameField
        label={t('field.channel')}
        placeholder={t('field.itsName')}
        value={channel}
        onChange={(name) => change({ channel: name })}
        complete={completeChannel}
        inputRef={(input) => {
          inputs.current.channel = input;
        }}
      />
      <NameField
        label={t('field.event')}
        placeholder={t('field.itsName')}
        value={event}
        onChange={(name) => change({ event: name })}
        complete={completeEvent}
        inputRef={(input) => {
          inputs.current.event = input;
        }}
      />
      {asSocketId === '' && (
        <NameField
          label={t('field.exclude')}
          placeholder={t('field.none')}
          value={excludeSocketId}
          onChange={(socketId) => change({ excludeSocketId: socketId })}
          complete={completeSocket}
        />
      )}
      <NameField
        label={t('field.as')}
        placeholder={t('field.server')}
        value={asSocketId}
        onChange={(socketId) => change({ asSocketId: socketId })}
        complete={completeSocket}
      />
      <SavedButton app={app} />
    </>
  );
}
