/** What entries of this protocol carry. Its clients name no app: all of it is one. */
export const protocol = 'socketio';
export const app = 'socketio';

/** Where clients look for a server; the slash at the end may be missing. */
export const enginePath = '/socket.io/';

/** The namespace that is always there. */
export const rootNamespace = '/';
