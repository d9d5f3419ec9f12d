import { createContext, useContext, useEffect, useRef } from 'react';
import { create } from 'zustand';
import { useSettings } from './settings';

/** Something a person can do, from the keyboard, a menu or the palette. */
export interface Command {
  /** noun.verb: 'view.pause'. */
  readonly id: string;
  /** What the act is called on the screen: 'Pause the view'. */
  readonly title: string;
  /** Key in the syntax of tinykeys ('$mod+Shift+P'), null for none: the usual one, unless a person set another. */
  readonly keys: string | null;
  readonly usualKeys: string | null;
  run(): void;
}

interface CommandStore {
  /** What is on offer now. */
  readonly commands: ReadonlyMap<string, Command>;
  /** What is or was on offer: what keys can be set for. */
  readonly known: ReadonlyMap<string, Pick<Command, 'id' | 'title' | 'usualKeys'>>;
  learn(command: Command): void;
  add(command: Command): void;
  remove(command: Command): void;
}

/** Commands of the parts that are on the screen. app.tsx binds their keys. */
export const useCommandStore = create<CommandStore>((set) => ({
  commands: new Map(),
  known: new Map(),
  learn: ({ id, title, usualKeys }) =>
    set(({ known }) => ({ known: new Map(known).set(id, { id, title, usualKeys }) })),
  add: (command) => set(({ commands }) => ({ commands: new Map(commands).set(command.id, command) })),
  remove: (command) =>
    set(({ commands }) => {
      const rest = new Map(commands);
      if (rest.get(command.id) === command) rest.delete(command.id);
      return { commands: rest };
    }),
}));

/** False in a part that is there but not on the screen: a view behind another offers nothing. */
export const CommandsOnOffer = createContext(true);

/** Offers a command for as long as the component is there and on the screen. */
export function useCommand(id: string, title: string, keys: string | null, run: () => void): void {
  const isOnOffer = useContext(CommandsOnOffer);
  const set = useSettings(({ settings }) => settings.keys[id]);
  const now = set === undefined ? keys : set === '' ? null : set;
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const command: Command = { id, title, keys: now, usualKeys: keys, run: () => latest.current() };
    const { add, learn, remove } = useCommandStore.getState();
    learn(command);
    if (!isOnOffer) return;
    add(command);
    return () => remove(command);
  }, [isOnOffer, id, title, keys, now]);
}

/** Runs a command by its id; does nothing if the part that offers it is not there. */
export function runCommand(id: string): void {
  useCommandStore.getState().commands.get(id)?.run();
}
