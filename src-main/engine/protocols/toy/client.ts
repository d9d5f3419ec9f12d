import { ProblemError } from '../../../contract/problem';
import type { ClientConnection, ClientContext, ClientSide, ResolvedProfile } from '../../clients/client-side';
import { codec } from './codec';

/** `toy://HOST:PORT`; the smallest client there can be. */
export const client: ClientSide = {
  form: {
    schemes: ['toy'],
    example: 'toy://127.0.0.1:6001',
    fields: [
      { name: 'url', label: 'Address', input: 'text', isRequired: true, initial: '' },
      { name: 'secret', label: 'Secret', input: 'secret', isRequired: false, initial: '' },
    ],
    supports: { subscribe: true, send: true, token: false },
    sendFields: [
      { name: 'channel', label: 'Box', input: 'text', isRequired: true, initial: '' },
      { name: 'event', label: 'Label', input: 'text', isRequired: true, initial: '' },
      { name: 'data', label: 'Data', input: 'text', isRequired: false, initial: '' },
    ],
  },
  parse: (url) => ({ name: url.host, protocol: 'toy', fields: { url: `http://${url.host}` } }),
  target: ({ url }) => ({ text: String(url), host: hostOf(String(url)) }),
  connect: (context, profile) => new ToyConnection(context, profile),
};

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}

class ToyConnection implements ClientConnection {
  private readonly url: string;
  private readonly socket;

  constructor(
    private readonly context: ClientContext,
    profile: ResolvedProfile,
  ) {
    this.url = String(profile.fields.url);
    this.socket = context.dial.webSocket({
      url: `${this.url.replace(/^http/, 'ws')}/toy`,
      onOpen: () => {
        context.record({ kind: 'connection', action: 'open', direction: 'up' });
        context.opened([{ name: 'address', value: this.url }]);
      },
      onMessage: (body) => this.hear(body),
      onClose: (code, reason) => {
        context.record({ kind: 'connection', action: 'close', direction: 'down', code, detail: { reason } });
        const problem = { code: 'unreachable', message: reason, hint: '' } as const;
        context.ended({ retry: code === 4000 ? 'never' : code === 4200 ? 'now' : 'later', problem, advice: '' });
      },
      onFailed: (problem) => context.ended({ retry: 'later', problem, advice: '' }),
    });
  }

  subscribe(channel: string): void {
    this.say('subscribe', channel, `+${channel}`);
    this.context.channel(channel, { state: 'on' });
  }

  unsubscribe(channel: string): void {
    this.say('unsubscribe', channel, `-${channel}`);
  }

  async send({ channel, event, data }: Readonly<Record<string, unknown>>) {
    const body = String(data ?? '');
    const { status } = await this.context.dial.fetch({
      url: `${this.url}/toy/${channel}/${event}`,
      method: 'POST',
      body,
    });
    const seq = this.context.record({
      kind: 'publish',
      direction: 'up',
      channel: String(channel),
      event: String(event),
      body: Buffer.from(body),
    });
    if (status !== 200) throw new ProblemError('refused', `It answered ${status}.`);
    return { seq, words: 'sent' };
  }

  close(): void {
    this.socket.close(1000, 'bye');
  }

  private say(action: 'subscribe' | 'unsubscribe', channel: string, text: string): void {
    this.socket.send(text);
    this.context.record({ kind: 'subscribe', action, direction: 'up', channel, body: Buffer.from(text) });
  }

  private hear(body: Buffer): void {
    const { channel, event } = codec.decode(body);
    this.context.record({ kind: 'deliver', direction: 'down', channel, event, body });
  }
}
