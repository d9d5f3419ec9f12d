import type { Problem } from '../../../../contract/problem';
import type { ClientEnd } from '../../../clients/client-side';

const comesBack = 'socket.io-client connects again by itself.';

export function endOfSilence(reason: string): ClientEnd {
  const problem: Problem = { code: 'unreachable', message: reason, hint: 'Is the server stuck, or the network gone?' };
  return { retry: 'later', problem, advice: comesBack };
}

export const endByEngine: ClientEnd = {
  retry: 'later',
  problem: { code: 'unreachable', message: 'The server ended the connection.', hint: 'Its log has the reason.' },
  advice: comesBack,
};

export const endByServer: ClientEnd = {
  retry: 'never',
  problem: {
    code: 'refused',
    message: 'The server disconnected this socket.',
    hint: 'Its code did so on purpose: disconnect() or a middleware.',
  },
  advice: 'socket.io-client does not come back by itself after that.',
};

/** The transport is over. `code`: of the WebSocket or the HTTP answer; `hasBegun`: it had been let in. */
export function endOfTransport(problem: Problem, code: number | null, hasBegun: boolean): ClientEnd {
  const isForGood = !hasBegun && code !== null && code >= 400 && code < 500 && code !== 408 && code !== 429;
  if (isForGood || problem.code === 'bad-input') return { retry: 'never', problem, advice: '' };
  return { retry: 'later', problem, advice: comesBack };
}

export function namespaceProblem(namespace: string, words: string): Problem {
  const hint =
    words === 'Invalid namespace'
      ? 'Namespaces are made by the server: io.of("/name").'
      : 'A middleware of the server refused it: compare auth data, query and cookies.';
  return { code: 'refused', message: `The server refused the namespace ${namespace}: ${words}`, hint };
}

export const noChannels: Problem = {
  code: 'not-supported',
  message: 'Socket.IO has no subscribing of its own.',
  hint: 'Rooms are the affair of the server. For laravel-echo-server choose "as laravel-echo-server has them".',
};
