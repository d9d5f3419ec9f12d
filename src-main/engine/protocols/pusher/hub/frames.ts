/** Texts of the frames a Pusher server sends. `data` is a JSON string inside JSON, except in errors, where it is an object. */

export function connectionEstablished(socketId: string, activityTimeoutS: number): string {
  const data = JSON.stringify({ socket_id: socketId, activity_timeout: activityTimeoutS });
  return `{"event":"pusher:connection_established","data":${JSON.stringify(data)}}`;
}

/** `code` null: one message failed and the connection goes on. Never as the first frame: pusher-js throws on it there. */
export function errorFrame(code: number | null, message: string): string {
  return `{"event":"pusher:error","data":{"code":${code},"message":${JSON.stringify(message)}}}`;
}

/** `dataJson` is JSON text that still has to be wrapped into a string. */
export function internalFrame(event: string, channelJson: string, dataJson: string): string {
  return `{"event":"pusher_internal:${event}","channel":${channelJson},"data":${JSON.stringify(dataJson)}}`;
}

/** A published event: `dataJson` is the data as one JSON value, encoded once for all channels and receivers. */
export function eventFrame(eventJson: string, channelJson: string, dataJson: string): string {
  return `{"event":${eventJson},"channel":${channelJson},"data":${dataJson}}`;
}

/** `data` an object, as in errors: that is how it is documented. */
export function signInSucceeded(userData: string): string {
  return `{"event":"pusher:signin_success","data":{"user_data":${JSON.stringify(userData)}}}`;
}

/** Which of the watched users are online, and which are not. An event without ids is left out. */
export function watchlistFrame(ids: {
  readonly online: readonly string[];
  readonly offline: readonly string[];
}): string {
  const events = (['online', 'offline'] as const)
    .filter((name) => ids[name].length > 0)
    .map((name) => ({ name, user_ids: ids[name] }));
  return `{"event":"pusher_internal:watchlist_events","data":${JSON.stringify(JSON.stringify({ events }))}}`;
}

/** For a new subscriber of a cache channel that remembers nothing. No data: libraries and other servers have none. */
export function cacheMissFrame(channelJson: string): string {
  return `{"event":"pusher:cache_miss","channel":${channelJson}}`;
}

/** A client event: data as the sender wrote it; the user is the hub's word, never the sender's. */
export function clientEventFrame(
  eventJson: string,
  channelJson: string,
  dataText: string | null,
  userId: string | null,
): string {
  const data = dataText === null ? '' : `,"data":${dataText}`;
  const user = userId === null ? '' : `,"user_id":${JSON.stringify(userId)}`;
  return `{"event":${eventJson},"channel":${channelJson}${data}${user}}`;
}

export const pingFrame = '{"event":"pusher:ping","data":{}}';
export const pongFrame = '{"event":"pusher:pong","data":{}}';
