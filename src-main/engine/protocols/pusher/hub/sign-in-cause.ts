import type { AppDirectory } from '../../../hub/apps';
import { userStringToSign } from '../signature';
import type { AppChannels } from './app-channels';
import type { Mistake } from './signature-cause';
import { firstFitting, join, notHex, otherSocket, writtenAgain, wrongSecrets } from './signature-cause';

/** What a user authentication endpoint did wrong, as far as its signature tells. Bounded work, only for refusals. */
export function userSignatureCause(
  app: AppChannels,
  apps: AppDirectory,
  asked: { readonly socketId: string; readonly userData: string },
  signature: string,
  nowMs: number,
): string | null {
  if (!app.causes.take(nowMs)) {
    return null;
  }
  const text = userStringToSign(asked.socketId, asked.userData);
  return firstFitting(
    join(
      [{ text, secret: app.secret, sentence: notHex }],
      wrongSecrets(app.settings, apps, text),
      wrongTexts(app, asked.socketId, asked.userData),
    ),
    signature,
  );
}

function* wrongTexts(app: AppChannels, socketId: string, userData: string): Iterable<Mistake> {
  const { secret } = app;
  const again = writtenAgain(userData);
  if (again !== null) {
    const sentence = 'user_data was changed after it was signed (written again as JSON). Pass the very text on.';
    yield { secret, text: userStringToSign(socketId, again), sentence };
  }
  const asChannel = 'It was signed as for a channel. A sign-in signs socket_id::user::user_data (authenticateUser()).';
  yield { secret, text: `${socketId}:${userData}`, sentence: asChannel };
  yield { secret, text: `${socketId}:user:${userData}`, sentence: asChannel };
  for (const name of app.sockets.likely()) {
    if (name.id !== socketId) {
      yield { secret, text: userStringToSign(name.id, userData), sentence: otherSocket(name) };
    }
  }
}
