import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MercureDialect } from '../../../../contract/mercure';
import type { Form } from '../form';
import type { MercureScope } from './scope';

/** A request for this protocol. */
export interface MercureCall {
  readonly scope: MercureScope;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** URL of the listener it came in by. */
  readonly listener: string;
  readonly path: string;
  readonly query: Form;
  /** What it is spoken in, and answered in. */
  readonly dialect: MercureDialect;
}
