import { expect, test } from 'vitest';
import { createProtocols } from '../../src-main/engine/protocols';
import english from '../languages/en.json';
import { i18n } from '../languages/i18n';
import { factWords, fieldWords } from './session-words';

/** Names of products, protocols, methods and algorithms, which are the same in every language. */
const names = new Set(
  (
    'Reverb|WebSocket|soketi|laravel-websockets|Pusher Channels|Pusher|Socket.IO|Engine.IO|STOMP|WAMP 1|WAMP 2|Phoenix|ActionCable|' +
    'MQTT|SignalR|Ably|Centrifugo|JSON-RPC|JSON|{event, data}|ping|GET|POST|PUT|PATCH|DELETE|HS256|HS384|HS512|' +
    'RS256|RS384|RS512|ES256|ES384|ES512|EdDSA'
  ).split('|'),
);

test('the language files have all that protocols ask for', () => {
  const told = new Set<string>(Object.values(english.profileFields));
  const forms = createProtocols().flatMap(({ descriptor }) => descriptor.client ?? []);
  expect(forms.length).toBeGreaterThan(0);
  const texts = forms.flatMap(({ fields, sendFields }) =>
    [...fields, ...sendFields].flatMap(({ label, hint = '', choices = [] }) => [
      label,
      hint,
      ...choices.map((choice) => choice.label),
    ]),
  );
  // What is missing belongs in `profileFields` of the language files, under any key.
  const missing = texts.filter((text) => /[a-z]{2}/i.test(text) && !names.has(text) && !told.has(text));
  expect([...new Set(missing)]).toEqual([]);
});

test('a field is named in the language of the screen, and as its protocol has it where that is not known', async () => {
  await i18n.changeLanguage('zh-CN');
  const words = ['App key', 'Of its own'].map(fieldWords);
  await i18n.changeLanguage('en');
  expect(words).toEqual(['应用 key', 'Of its own']);
});

test('a fact is named in words, however its protocol writes it', () => {
  expect(factWords('socketId')).toBe('Socket id');
  expect(factWords('prefix seen')).toBe('Prefix seen');
  const told = ['readAs', 'engine', 'deflated', 'roundTrip', 'cameBack', 'note', 'queue default', 'stream chat'];
  expect(told.map(factWords).filter((word) => !/^[A-Z]/.test(word))).toEqual([]);
  expect(factWords('x-of-its-own')).toBe('x-of-its-own');
});
