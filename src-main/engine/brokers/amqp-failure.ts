import type { Problem } from '../../contract/problem';
import type { ClientEnd } from '../clients/client-side';
import { dialProblem } from '../clients/dial-problem';

export interface AmqpFailure {
  readonly problem: Problem;
  readonly retry: ClientEnd['retry'];
}

const refusals: readonly (readonly [said: RegExp, cause: string, next: string, retry: ClientEnd['retry']])[] = [
  [
    /ACCESS_REFUSED|ACCESS-REFUSED/,
    'User or password is wrong, the user may not use the virtual host, or may not do this there.',
    'Compare them with MESSENGER_TRANSPORT_DSN. guest may sign in from this computer only.',
    'never',
  ],
  [
    /NOT_ALLOWED|vhost .* not found/i,
    'There is no such virtual host, or the user may not use it.',
    'rabbitmqctl list_vhosts shows those there are; / is written %2f in an address.',
    'never',
  ],
  [
    /NOT_FOUND/,
    'There is none of that name in this virtual host.',
    'Compare the name; Symfony makes exchanges with the first message.',
    'later',
  ],
  [/PRECONDITION_FAILED/, 'It is there with other properties.', 'It is left as it is.', 'never'],
  [/RESOURCE_LOCKED/, 'Another connection has it for itself.', '', 'never'],
  [
    /CONNECTION_FORCED/,
    'The broker was shut down, or somebody closed the connection.',
    'It comes back by itself.',
    'later',
  ],
];

/** What RabbitMQ or the way to it said, in words. */
export function amqpFailure(error: unknown, address: string): AmqpFailure {
  const message = error instanceof Error ? error.message : String(error);
  // An unknown vhost is closed on before the library listens for a reason.
  const isVhost = /Expected ConnectionOpenOk; got <ConnectionClose/.test(message);
  const said = isVhost ? 'NOT_ALLOWED' : message;
  const [, cause, next, retry] = refusals.find(([one]) => one.test(said)) ?? [];
  if (retry !== undefined) {
    const shown = isVhost ? 'access to the virtual host was refused.' : `${message}.`;
    return { problem: { code: 'refused', message: `${address} said: ${shown} ${cause}`, hint: String(next) }, retry };
  }
  if (/^(Connection closed|Unexpected close|Socket closed|Heartbeat timeout|read ECONNRESET)/i.test(message)) {
    const hint = 'It was stopped or restarted; or it is no RabbitMQ, which hangs up on what it does not understand.';
    return { problem: { code: 'unreachable', message: `${address} closed the connection.`, hint }, retry: 'later' };
  }
  return { problem: dialProblem(error, address), retry: 'later' };
}
