import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readListeners } from './script-listeners';

const heard = (text: string) =>
  readListeners(text, 'a.js').map(({ place, channel, hears }) => [place.line, channel, hears] as const);

test.each<[script: string, heard: ReturnType<typeof heard>]>([
  [
    "Echo.channel('chat')\n  .listen('.message.sent', (e) => {\n    log(';', e);\n  })\n  .listen('B', f)",
    [
      [2, 'chat', 'message.sent'],
      [5, 'chat', 'App\\Events\\B'],
    ],
  ],
  [
    'window.Echo.private(`App.Models.User.${id}`).notification(f);',
    [[1, 'private-App.Models.User.*', 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated']],
  ],
  ["Echo.private('user.' + user.id).listen('A', f)", [[1, 'private-user.*', 'App\\Events\\A']]],
  ["Echo.join('room').here(f).joining(f).listenForWhisper('typing', f)", [[1, 'presence-room', 'client-typing']]],
  ["const room = Echo.join(`room.${n}`);\nroom.listen('A', f);", [[2, 'presence-room.*', 'App\\Events\\A']]],
  [
    "const channel = pusher.subscribe('private-a');\nchannel.bind('order.shipped', f);",
    [[2, 'private-a', 'order.shipped']],
  ],
  ["// Echo.channel('a').listen('A', f)\n/* Echo.channel('a').listen('B', f) */ import Echo from 'laravel-echo';", []],
  ["import Echo from 'laravel-echo'; server.listen(8080); server.listen('8080'); list.join(', ');", []],
  [
    "useEcho(`orders.${id}`, ['A', '.b'], (e) => {});",
    [
      [1, 'private-orders.*', 'App\\Events\\A'],
      [1, 'private-orders.*', 'b'],
    ],
  ],
  ["useEchoPublic('stock', 'Stock.Changed', f); // echo", [[1, 'stock', 'App\\Events\\Stock\\Changed']]],
  [
    "const es = new EventSource(url);\nes.addEventListener('price', f);\ndocument.addEventListener('click', f);",
    [[2, null, 'price']],
  ],
  ['Echo.channel("a").listen("App\\\\Events\\\\A", f)', [[1, 'a', 'App\\Events\\App\\Events\\A']]],
  ["Echo\n    .private('a')\n    .listen('A', f)", [[3, 'private-a', 'App\\Events\\A']]],
])('%j', (script, expected) => {
  expect(heard(script)).toEqual(expected);
});

test('no script breaks it', () => {
  const piece = fc.constantFrom(
    'Echo',
    '.private(',
    '.listen(',
    "'a'",
    '`${',
    '}',
    ')',
    '(',
    "'",
    '"',
    '\n',
    ';',
    '//',
    '/*',
    '*/',
    'useEcho(',
    ',',
    '[',
    ']',
    '\\',
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((parts) => `Echo${parts.join('')}`),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      readListeners(text, 'a.js');
    }),
    { numRuns: 2_000 },
  );
});
