import { useCallback } from 'react';
import type { DraftField } from '../../../src-main/contract/protocol';
import { useEngine } from '../../engine/hooks';
import { browserName } from '../../format/browser-name';
import { wordsOf } from '../../languages/words';
import type { NameChoice } from './name-field';

const t = wordsOf('composer');

const shownConnections = 50;

/** What completes the names that are typed into a field. */
export function useCompletions({ name, input }: DraftField): (typed: string) => Promise<readonly NameChoice[]> {
  const engine = useEngine();
  return useCallback(
    async (typed: string) => {
      if (input === 'connection') {
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
      }
      const field = name === 'event' ? 'event' : 'channel';
      const names = await engine.call('name.complete', { field, prefix: typed });
      // Once a name is whole, the list is for choosing another.
      const shown = names.includes(typed) ? await engine.call('name.complete', { field, prefix: '' }) : names;
      return shown.map((one) => ({ name: one, hint: '' }));
    },
    [engine, name, input],
  );
}
