import { channelCall, listenerFor, quoteName } from '../../../contract/listen';

/** What to write with laravel-echo to hear an event of this wire name, '' if it cannot be listened for. */
export function listenCode(event: string, channel = ''): string {
  return listenerFor(channel, event)?.echoCall ?? '';
}

/** The same with pusher-js, where names are what they are on the wire. */
export function bindCode(event: string, channel = ''): string {
  return listenerFor(channel, event)?.pusherCall ?? '';
}

/** How a page subscribes to a channel with laravel-echo, or leaves it. */
export function subscribeCode(channel: string, isJoin: boolean): string {
  if (channel === '') {
    return '';
  }
  if (!isJoin && channel.startsWith('#')) {
    return '';
  }
  return isJoin ? channelCall(channel) : `Echo.leaveChannel(${quoteName(channel)})`;
}
