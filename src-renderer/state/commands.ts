import { createContext, useContext, useEffect, useRef } from 'react';
import { create } from 'zustand';
import { formatKeys } from '../format/keys';
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
  /** Typing means something else by the same key: there it is left alone. */
  readonly yieldsToTyping: boolean;
  run(): void;
}

/** A command as one can speak of it while it is not on offer. */
export type KnownCommand = Omit<Command, 'keys' | 'run' | 'yieldsToTyping'>;

interface CommandStore {
  /** What is on offer now. */
  readonly commands: ReadonlyMap<string, Command>;
  /** What is on offer now or at times: what keys can be set for. */
  readonly known: ReadonlyMap<string, KnownCommand>;
  learn(command: KnownCommand): void;
  forget(command: KnownCommand): void;
  add(command: Command): void;
  remove(command: Command): void;
}

/** Commands of the parts that are on the screen. app.tsx binds their keys. */
export const useCommandStore = create<CommandStore>((set) => ({
  commands: new Map(),
  known: new Map(),
  learn: (command) => set(({ known }) => ({ known: new Map(known).set(command.id, command) })),
  forget: (command) => set(({ known }) => ({ known: without(known, command) })),
  add: (command) => set(({ commands }) => ({ commands: new Map(commands).set(command.id, command) })),
  remove: (command) => set(({ commands }) => ({ commands: without(commands, command) })),
}));

function without<Kept extends KnownCommand>(all: ReadonlyMap<string, Kept>, one: Kept): ReadonlyMap<string, Kept> {
  const rest = new Map(all);
  if (rest.get(one.id) === one) rest.delete(one.id);
  return rest;
}

/** The view a part belongs to ('' for what is in every view), and whether that is on the screen: one behind another offers nothing. */
export const CommandScope = createContext<{ readonly view: string; readonly isShown: boolean }>({
  view: '',
  isShown: true,
});

export interface CommandOffer {
  /** False while there is nothing to do it to: it is known, and keys can be set for it. */
  readonly isOffered?: boolean;
  readonly yieldsToTyping?: boolean;
}

/** Offers a command for as long as the component is there and on the screen. */
export function useCommand(
  id: string,
  title: string,
  keys: string | null,
  run: () => void,
  { isOffered = true, yieldsToTyping = false }: CommandOffer = {},
): void {
  const { view, isShown } = useContext(CommandScope);
  const set = useSettings(({ settings }) => settings.keys[id]);
  const now = keysNow(keys, set);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const command: KnownCommand = { id, title, usualKeys: keys, view };
    const { learn, forget } = useCommandStore.getState();
    learn(command);
    return () => forget(command);
  }, [view, id, title, keys]);
  useEffect(() => {
    if (!isShown || !isOffered) return;
    const act = () => latest.current();
    const command: Command = { id, title, keys: now, usualKeys: keys, view, yieldsToTyping, run: act };
    const { add, remove } = useCommandStore.getState();
    add(command);
    return () => remove(command);
  }, [view, isShown, isOffered, id, title, keys, now, yieldsToTyping]);
}

/** The key a command has: the usual one, another, or none, which is set as ''. */
export function keysNow(usual: string | null, set: string | undefined): string | null {
  return (set ?? usual ?? '') || null;
}

/** The key of a command in the words of a key cap, on offer or not; undefined for none. */
export function useKeyCap(id: string): string | undefined {
  const usual = useCommandStore(({ known }) => known.get(id)?.usualKeys ?? null);
  const keys = keysNow(
    usual,
    useSettings(({ settings }) => settings.keys[id]),
  );
  return keys === null ? undefined : formatKeys(keys);
}

/** Runs a command by its id; does nothing if the part that offers it is not there. */
export function runCommand(id: string): void {
  useCommandStore.getState().commands.get(id)?.run();
}
