import type { Seq } from '../../../../contract/ids';
import type { ApiAnswer, ApiCall } from './api-call';
import { codes } from './codes';
import { shorten } from './shorten';

const toldTeam = 'The other nodes of the team end theirs.';
const reason = 'The app has ended the connections of this user.';

/**
 * POST /users/ID/terminate_connections: those that have signed in as this user. The code lets the page come back: to keep
 * a user out, the app refuses the sign-in that follows.
 */
export function answerTerminate({ app }: ApiCall, userId: string): ApiAnswer {
  const connections = app.users.connections(userId);
  const shown = shorten(userId, 100);
  const elsewhere = (app.team?.others ?? 0) > 0 ? ` ${toldTeam}` : '';
  const note =
    connections.length === 0
      ? `Nobody is signed in as ${shown}: nothing was ended. Being on a presence channel is no sign-in.`
      : `Ended ${connections.length} ${connections.length === 1 ? 'connection' : 'connections'} of user ${shown}.`;
  const then = (cause: Seq) => {
    app.team?.terminate(userId);
    for (const { socketId } of connections) {
      app.peers.get(socketId)?.dismiss(codes.reconnect, reason, cause);
    }
  };
  return { ok: true, json: '{}', note: `${note}${elsewhere}`, then };
}
