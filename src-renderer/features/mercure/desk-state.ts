import { create } from 'zustand';
import type { MercureDialect, TokenAction } from '../../../src-main/contract/mercure';

interface DeskStore {
  /** A token is a secret: kept while the page is open, and nowhere else. */
  readonly token: string;
  readonly action: TokenAction;
  readonly topic: string;
  readonly selector: string;
  readonly dialect: MercureDialect;
  readonly publish: string;
  readonly subscribe: string;
  readonly payload: string;
  readonly minutes: string;
  readonly secret: string;
  set(fields: Partial<Omit<DeskStore, 'set'>>): void;
}

/** What is on the desk while the page is open. */
export const useDesk = create<DeskStore>()((set) => ({
  token: '',
  action: 'publish',
  topic: '',
  selector: 'https://example.com/users/{id}',
  dialect: '0.x',
  publish: '*',
  subscribe: '',
  payload: '',
  minutes: '60',
  secret: '',
  set,
}));

/** Selectors or topics, one a line. */
export const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
