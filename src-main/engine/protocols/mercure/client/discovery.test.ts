import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { startDesk } from '../../../clients/session-desk.test-support';
import { hub, mercure, profile, server, withSecret } from './client.test-support';

const html = { 'content-type': 'text/html; charset=utf-8' };

test.each([
  [
    'in its markup, with the topic it has',
    (url: string) => ({
      headers: html,
      body: `<!doctype html><base href="/shop/"><LINK REL=mercure href='${url}'><link rel="self" href="orders/7">`,
    }),
    '/shop/orders/7',
  ],
  [
    'in its header, which counts before the markup',
    (url: string) => ({
      headers: { ...html, link: `<${url}>; rel="mercure"` },
      body: '<link rel="mercure" href="http://127.0.0.1:9/"><link rel="self" href="/ignored">',
    }),
    '/page',
  ],
  [
    'in a feed, without a topic of its own',
    (url: string) => ({
      headers: { 'content-type': 'application/atom+xml' },
      body: `<feed xmlns="http://www.w3.org/2005/Atom"><link rel="mercure" href="${url}"/></feed>`,
    }),
    '/page',
  ],
] as const)('a page names its hub %s', async (_how, pageOf, topic) => {
  const { url, publish } = await hub();
  const page = await server((_request, response) => {
    const { headers, body } = pageOf(url);
    response.writeHead(200, headers).end(body);
  });
  const { start, until, recorder } = await startDesk([mercure]);
  await start(profile(`${page}/page`));
  const { channels, facts } = await until('m', (state) => state.channels[0]?.state === 'on');
  expect([channels[0]?.name, facts.find(({ name }) => name === 'hub')?.value]).toEqual([`${page}${topic}`, url]);
  await publish([
    ['topic', `${page}${topic}`],
    ['data', 'x'],
  ]);
  await until('m', ({ received }) => received === 1);
  expect(recorder.of('deliver')[0]?.summary).toBe('x');
});

test('a page that moved is followed, and what was given for one host goes to no other', async () => {
  const { url } = await hub();
  const seen: (string | undefined)[] = [];
  const moved = await server(({ headers }, response) => {
    seen.push(headers.cookie);
    response.writeHead(200, { link: `<${url}>; rel="mercure", </orders/7>; rel="self"` }).end('{}');
  });
  const page = await server(({ headers, url: path }, response) => {
    seen.push(headers.cookie);
    response.writeHead(302, { location: path === '/a' ? '/b' : `${moved}/c` }).end();
  });
  const { start, until } = await startDesk([mercure]);
  await start(profile(`${page}/a`, {}, { secrets: { headers: 'Cookie: session=1' } }));
  const { channels } = await until('m', (state) => state.channels[0]?.state === 'on');
  expect(channels[0]?.name).toBe(`${moved}/orders/7`);
  expect(seen).toEqual(['session=1', 'session=1', undefined]);
});

test.each([
  ['names none', 200, html, '<p>no hub</p>', /names no hub, neither by a Link header.*nor by such a link element/],
  ['has another link', 200, { link: '</a>; rel="next"' }, '', /its Link header: <\/a>; rel="next"/],
  ['names none that is an address', 200, html, '<link rel="mercure" href="http://[">', /names no hub/],
  ['is not there', 404, html, 'Nothing here', /answered 404.*Nothing here/],
] as const)('a page that %s is told so', async (_what, status, headers, body, words) => {
  const page = await server((request, response) => {
    response.writeHead(request.url === '/page' ? status : 404, headers).end(body);
  });
  const { start, until } = await startDesk([mercure]);
  await start(profile(`${page}/page`));
  const { problem } = await until('m', ({ phase }) => phase === 'failed');
  expect(problem?.message).toMatch(words);
});

test('of a page without an end so much is read, and no more', async () => {
  const page = await server((_request, response) => {
    response.writeHead(200, html);
    const more = () => {
      while (!response.destroyed && response.write('<p>'.repeat(10_000)));
      response.once('drain', more);
    };
    more();
  });
  const { start, until } = await startDesk([mercure]);
  await start(profile(`${page}/page`));
  const { problem } = await until('m', ({ phase }) => phase === 'failed');
  expect(problem?.message).toMatch(/names no hub/);
});

/** Puts a hub at another path, as hubs of old had it and those of 1.0 may. */
function elsewhere(url: string) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '').replace(/\/events(?=[?/]|$)/, '/.well-known/mercure');
    const { host: _host, ...headers } = request.headers;
    const asked = forward(new URL(path, url), { method: request.method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    request.pipe(asked);
    response.on('close', () => asked.destroy());
  };
}

test.each([
  ['0.x', { dialect: '0.x' }, {}],
  ['1.0', { dialect: '1.0' }, {}],
  ['1.0 that lets nobody in without a token', { dialect: '1.0', anonymous: false }, { auth: 'secret' }],
] as const)('a hub of %s at a path of its own is known by its answer', async (_what, settings, fields) => {
  const { url } = await hub(settings);
  const other = await server(elsewhere(url));
  const { desk, start, until } = await startDesk([mercure]);
  await start(profile(`${other}/events`, fields, { ...withSecret, channels: ['/a'] }));
  const { facts } = await until('m', ({ channels }) => channels[0]?.state === 'on');
  expect(facts).toContainEqual({ name: 'hub', value: `${other}/events` });
  expect(facts).toContainEqual({ name: 'dialect', value: settings.dialect });
  if (!('auth' in fields)) return;
  await desk.send({ profile: 'm', values: { channel: '/a', data: 'x', isPrivate: true } });
  await until('m', ({ received }) => received === 1);
});
