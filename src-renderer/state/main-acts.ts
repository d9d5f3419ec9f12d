import type { Row } from '../../src-main/contract/entry';
import type { Draft } from '../../src-main/contract/hub';
import type { Seq } from '../../src-main/contract/ids';
import type { ProfileId } from '../../src-main/contract/profile';
import { composeAgain } from './draft';
import { type ExpectForm, expectMessage } from './expect';
import { usePins } from './pins';
import { useSelection } from './selection';
import { useTimeline } from './timeline';

/** What is done to the list, the composer and the like: in the main page, in whichever of its windows it is asked for. */
export interface MainActs {
  select(row: Row | null): void;
  togglePin(row: Row): void;
  setFilter(text: string): void;
  /** Entries up to this one are left out of the list. */
  clear(upTo: Seq): void;
  composeAgain(source: ProfileId, draft: Draft): void;
  expect(fields: Pick<ExpectForm, 'app' | 'channel' | 'event'>): void;
}

/** In the main page itself. */
export const hereActs: MainActs = {
  select: (row) => useSelection.getState().select(row),
  togglePin: (row) => usePins.getState().toggle(row),
  setFilter: (text) => useTimeline.getState().setFilter(text),
  clear: (upTo) => useTimeline.getState().clear(upTo),
  composeAgain,
  expect: expectMessage,
};

let acts = hereActs;

export function mainActs(): MainActs {
  return acts;
}

/** In a window beside the main page, before anything is drawn there. */
export function actElsewhere(elsewhere: MainActs): void {
  acts = elsewhere;
}
