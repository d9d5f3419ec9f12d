import type { Face } from '../hub/face';
import { jsonReply } from '../hub/face';

/** What Reverb answers to who looks whether it is alive. */
export const reverbFace: Face = {
  owns: (path) => path === '/up',
  answer: ({ method }) => (method === 'GET' ? jsonReply({ health: 'OK' }) : null),
};
