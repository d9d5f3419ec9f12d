import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { useCommandStore } from './commands';

/** Typing has an undo of its own. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Binds the keys of the commands that are on offer now. */
export function useCommandKeys(): void {
  const commands = useCommandStore(({ commands }) => commands);
  useEffect(() => {
    const bindings = [...commands.values()].flatMap(({ keys, yieldsToTyping, run }) =>
      keys === null
        ? []
        : [
            [
              keys,
              (event: KeyboardEvent) => {
                if (yieldsToTyping && isTyping(event.target)) return;
                event.preventDefault();
                run();
              },
            ] as const,
          ],
    );
    return tinykeys(window, Object.fromEntries(bindings));
  }, [commands]);
}
