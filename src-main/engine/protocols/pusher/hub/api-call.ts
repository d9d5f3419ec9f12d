import type { IncomingMessage } from 'node:http';
import type { Seq } from '../../../../contract/ids';
import type { QueryPair } from '../signature';
import type { AppState, PusherScope } from './app-state';
import type { Refusal } from './refuse';

/** A request of an app server that passed authentication. */
export interface ApiCall {
  readonly scope: PusherScope;
  readonly app: AppState;
  readonly request: IncomingMessage;
  readonly path: string;
  readonly query: readonly QueryPair[];
  readonly body: Buffer;
  /** True if its signature could not be checked, as the secret of the app is not known. */
  readonly isUnchecked: boolean;
}

/**
 * JSON to answer with, or why not. `status` is 200 if absent; `note` is worth saying in the entry of the request, and `then`
 * is what follows from that entry. `channels` and `event` are what a refused publish was meant for.
 */
export type ApiAnswer =
  | {
      readonly ok: true;
      readonly json: string;
      readonly status?: 202;
      readonly note?: string;
      readonly then?: (cause: Seq) => void;
    }
  | { readonly ok: false; readonly refusal: Refusal; readonly channels?: readonly string[]; readonly event?: string };
