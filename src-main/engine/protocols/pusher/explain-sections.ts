import { closeMeaningOf } from '../../../contract/codes/entry-code';
import type { EntryBody, Row } from '../../../contract/entry';
import { DetailReader } from '../detail-reader';
import type { Fact, Sections } from '../sections';
import {
  bytesText,
  codeText,
  connectionSections,
  mono,
  refusalSections,
  restSections,
  senderFacts,
  sourceFacts,
  table,
  text,
} from '../sections';
import { parseChannelName } from './channel-name';
import { maxDataBytes as usualDataBytes } from './descriptor';
import { webhookSections } from './explain-webhook';
import { bindCode, listenCode, subscribeCode } from './listen-code';
import { protocolWords } from './protocol-words';

/** What the inspector says about an entry besides its payload, the most wanted first. */
export function explainSections(
  { row, detail: raw }: EntryBody,
  payload: string,
  maxDataBytes = usualDataBytes,
): Sections {
  const detail = new DetailReader(raw);
  const sections = webhookSections(row, detail) ?? sectionsOf(row, detail, payload, maxDataBytes);
  return [...sections, ...restSections(detail)];
}

function sectionsOf(row: Row, detail: DetailReader, payload: string, maxDataBytes: number): Sections {
  switch (row.kind) {
    case 'publish':
      return [...codeSections(row), ...publishSections(row, detail, payload, maxDataBytes)];
    case 'deliver':
      detail.text('decrypted');
      return [
        ...codeSections(row),
        ...text('Encrypted', detail.text('encrypted')),
        ...table('Delivery', [...channelFacts(row), dataFact(payload, maxDataBytes)]),
        ...replaySections(row, detail),
      ];
    case 'client':
      return [
        ...codeSections(row),
        ...table('Client event', [
          ['Sent by', detail.text('sentBy') === '' ? row.client : `Hubbub, as ${row.client}`],
          ...channelFacts(row),
          dataFact(payload, maxDataBytes),
        ]),
      ];
    case 'subscribe':
      return subscribeSections(row, detail);
    case 'auth':
      return [
        ...text('Reason', detail.text('reason')),
        ...text('What to do', detail.text('hint')),
        ...table('Sign-in', [
          ['Channel', row.channel],
          ['User', detail.text('user')],
          ['Connection', row.client],
          ['Watches', detail.list('watchlist').join(', ')],
          signatureFact(detail),
        ]),
      ];
    case 'presence':
      return table('Member', [
        ['User', detail.text('user')],
        [row.action === 'leave' ? 'Last connection' : 'First connection', row.client],
        ...channelFacts(row),
      ]);
    case 'connection':
      return row.action === 'open' ? openSections(row, detail) : connectionSections(row, detail, meaningOf(row));
    case 'ping':
      return [...text('What it means', protocolWords(row.event)), ...chatterSections(row, payload)];
    case 'http':
      return [
        ...text('Note', detail.text('note')),
        ...passedSections(detail),
        ...table('Request', [['Status', codeText(row)], ['Channel', row.channel], ...senderFacts(detail)]),
      ];
    case 'refused':
    case 'error':
      return refused(row, detail, payload, maxDataBytes);
    default:
      return [];
  }
}

function codeSections({ event, channel }: Row): Sections {
  return [...mono('Laravel Echo', listenCode(event, channel)), ...mono('pusher-js', bindCode(event, channel))];
}

function publishSections(row: Row, detail: DetailReader, payload: string, maxDataBytes: number): Sections {
  const asked = detail.text('socketId');
  const isKnown = detail.flag('excludedKnown');
  detail.flag('bodyIsData');
  // The names themselves stand in the receipt.
  detail.list('channels');
  const whom = !isKnown
    ? `${asked} (nobody is connected by this name)`
    : row.excluded === null
      ? `${asked} (not subscribed)`
      : asked;
  return [
    ...table('Publish', [
      ...channelFacts(row),
      dataFact(payload, maxDataBytes),
      ['Socket left out', asked === '' ? null : whom],
      signatureFact(detail),
    ]),
    ...text('Note', detail.text('note')),
    ...passedSections(detail),
    ...table('Sender', [...sourceFacts(detail), ...senderFacts(detail)]),
  ];
}

/** What went through to a real server, and what that cost. */
function passedSections(detail: DetailReader): Sections {
  const to = detail.text('forwardedTo');
  const ms = (name: string) => {
    const value = detail.number(name);
    return value === null ? null : `${value} ms`;
  };
  return table('Passed through', [
    ['To', to],
    ['Connected in', ms('connectedInMs')],
    ['The server took', ms('serverMs')],
    ['Added here', ms('addedMs')],
  ]);
}

/** A delivery of what a cache channel remembered, to who has just subscribed. */
function replaySections(row: Row, detail: DetailReader): Sections {
  const publish = detail.number('replayOf');
  const ageMs = detail.number('ageMs');
  if (publish === null || ageMs === null) {
    return [];
  }
  return table('Replay', [
    ['To', `${row.client}, which has just subscribed to this cache channel`],
    ['Published', `${(ageMs / 1_000).toFixed(1)} s before, in entry ${publish}`],
  ]);
}

function subscribeSections(row: Row, detail: DetailReader): Sections {
  const isJoin = row.action === 'subscribe';
  return [
    ...mono('Laravel Echo', subscribeCode(row.channel, isJoin)),
    ...table(isJoin ? 'Subscription' : 'Unsubscription', [
      ['Connection', row.client],
      ...channelFacts(row),
      ['User', detail.text('user')],
      signatureFact(detail),
    ]),
    ...text('Note', detail.text('note')),
  ];
}

function openSections(row: Row, detail: DetailReader): Sections {
  const note = detail.text('note');
  return [
    ...table('Connection', [['Socket id', detail.text('socketId')], ['App', row.app], ...senderFacts(detail)]),
    ...passedSections(detail),
    ...text('Note', note),
  ];
}

function chatterSections(row: Row, payload: string): Sections {
  if (row.event !== 'pusher:error') {
    return [];
  }
  const code = /"code"\s*:\s*(\d+)/.exec(payload)?.[1];
  if (code === undefined) {
    return text(
      'What happens next',
      'The connection stays open. A library only reports it: pusher-js as an error of its connection.',
    );
  }
  const { words, cause, next } = closeMeaningOf(Number(code), 'pusher');
  return [
    ...table('Error', [['Code', `${code}${words === '' ? '' : `: ${words}`}`]]),
    ...text('Likely cause', cause),
    ...text('What happens next', next),
  ];
}

function refused(row: Row, detail: DetailReader, payload: string, maxDataBytes: number): Sections {
  const limit = detail.number('limitBytes');
  const { next } = meaningOf(row);
  const isSocket = row.kind === 'error' || row.action === 'open';
  return [
    ...refusalSections(row, detail),
    ...table('Meant for', [
      ['Channel', row.channel],
      ['Event', row.event],
      payload === '' ? ['Data', null] : dataFact(payload, maxDataBytes),
    ]),
    ...table('Sender', [['Connection', row.client], ...senderFacts(detail), ['Limit', bytesText(limit)]]),
    ...text('What happens next', isSocket ? next : ''),
  ];
}

/** Of an app whose secret nobody has told the hub. */
function signatureFact(detail: DetailReader): Fact {
  const mark = detail.text('signature');
  return ['Signature', mark === '' ? null : `${mark}: the secret of this app is not known to the hub`];
}

function meaningOf(row: Row) {
  return closeMeaningOf(row.code ?? 0, 'pusher');
}

function channelFacts({ channel, event }: Row): readonly Fact[] {
  const names = channel === '' ? [] : channel.split(', ');
  const isSeveral = names.length > 1;
  return [
    [isSeveral ? `${names.length} channels` : 'Channel', channel],
    ['Kind', names.length === 1 ? kindText(channel) : null],
    ['Event', event.startsWith('pusher') ? null : event],
  ];
}

function kindText(channel: string): string {
  const { kind, isEncrypted, isCache, isServerToUser } = parseChannelName(channel);
  if (isServerToUser) {
    return 'server to user: the connections that have signed in as this user';
  }
  const words = {
    public: 'public: anybody may subscribe',
    private: 'private: a subscription is signed by the application',
    presence: 'presence: signed by the application, and everybody sees who is there',
  };
  return [words[kind], isEncrypted ? 'payloads are encrypted' : '', isCache ? 'remembers its last event' : '']
    .filter((part) => part !== '')
    .join('; ');
}

/** Size and shape of an event's data, as its receivers' libraries see it. */
function dataFact(payload: string, maxDataBytes: number): Fact {
  if (payload === '') {
    return ['Data', 'none'];
  }
  const value: unknown = JSON.parse(payload);
  const bytes = Buffer.byteLength(typeof value === 'string' ? value : payload);
  const size = `${bytes.toLocaleString('en')} of ${maxDataBytes.toLocaleString('en')} bytes`;
  return ['Data', `${size}, ${typeof value === 'string' ? stringShape(value) : 'JSON as it is'}`];
}

function stringShape(text: string): string {
  try {
    JSON.parse(text);
    return 'JSON in a string, as Pusher has it';
  } catch {
    return 'plain text';
  }
}
