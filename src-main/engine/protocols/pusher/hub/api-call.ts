import type { IncomingMessage } from 'node:http';
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
}

/** JSON to answer with, or why not. `channels` and `event` are what a refused publish was meant for. */
export type ApiAnswer =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly refusal: Refusal; readonly channels?: readonly string[]; readonly event?: string };
