import { create } from 'zustand';
import type { KeyAlgorithm, MercureDialect, TokenAction } from '../../../src-main/contract/mercure';

interface DeskStore {
  /** A token is a secret: kept while the page is open, and nowhere else. */
  readonly token: string;
  readonly action: TokenAction;
  readonly topic: string;
  readonly selector: string;
  /** What the selector is of. */
  readonly matcher: MercureDialect;
  readonly dialect: MercureDialect;
  readonly publish: string;
  readonly subscribe: string;
  readonly payload: string;
  readonly minutes: string;
  /** Or a private key: as with the token, kept nowhere. */
  readonly secret: string;
  /** '' for what the key is for. */
  readonly algorithm: KeyAlgorithm | '';
  readonly issuer: string;
  readonly audience: string;
  set(fields: Partial<Omit<DeskStore, 'set'>>): void;
}

/** A selector of either dialect that stands for all users. */
export const selectorExamples: Readonly<Record<MercureDialect, string>> = {
  '0.x': 'https://example.com/users/{id}',
  '1.0': 'https://example.com/users/:id',
};

/** What is on the desk while the page is open. */
export const useDesk = create<DeskStore>()((set) => ({
  token: '',
  action: 'publish',
  topic: '',
  selector: selectorExamples['0.x'],
  matcher: '0.x',
  dialect: '0.x',
  publish: '*',
  subscribe: '',
  payload: '',
  minutes: '60',
  secret: '',
  algorithm: '',
  issuer: '',
  audience: '',
  set,
}));

/** Selectors or topics, one a line. */
export const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
