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
  /** The view it belongs to, '' if it is on offer in every one. */
  readonly view: string;
  run(): void;
}

/** A command as one can speak of it while it is not on offer. */
export type KnownCommand = Omit<Command, 'keys' | 'run'>;

interface CommandStore {
  /** What is on offer now. */
  readonly commands: ReadonlyMap<string, Command>;
  /** What is or was on offer: what keys can be set for. */
  readonly known: ReadonlyMap<string, KnownCommand>;
  learn(command: Command): void;
  add(command: Command): void;
  remove(command: Command): void;
}

/** Commands of the parts that are on the screen. app.tsx binds their keys. */
export const useCommandStore = create<CommandStore>((set) => ({
  commands: new Map(),
  known: new Map(),
  learn: ({ keys: _, run: __, ...command }) => set(({ known }) => ({ known: new Map(known).set(command.id, command) })),
  add: (command) => set(({ commands }) => ({ commands: new Map(commands).set(command.id, command) })),
  remove: (command) =>
    set(({ commands }) => {
      const rest = new Map(commands);
      if (rest.get(command.id) === command) rest.delete(command.id);
      return { commands: rest };
    }),
}));

/** The view a part belongs to ('' for what is in every view), and whether that is on the screen: one behind another offers nothing. */
export const CommandScope = createContext<{ readonly view: string; readonly isShown: boolean }>({
  view: '',
  isShown: true,
});

/** Offers a command for as long as the component is there and on the screen. */
export function useCommand(id: string, title: string, keys: string | null, run: () => void): void {
  const { view, isShown } = useContext(CommandScope);
  const set = useSettings(({ settings }) => settings.keys[id]);
  const now = set === undefined ? keys : set === '' ? null : set;
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const command: Command = { id, title, keys: now, usualKeys: keys, view, run: () => latest.current() };
    const { add, learn, remove } = useCommandStore.getState();
    learn(command);
    if (!isShown) return;
    add(command);
    return () => remove(command);
  }, [view, isShown, id, title, keys, now]);
}

/** Runs a command by its id; does nothing if the part that offers it is not there. */
export function runCommand(id: string): void {
  useCommandStore.getState().commands.get(id)?.run();
}
