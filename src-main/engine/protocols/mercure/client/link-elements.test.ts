import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkElements } from './link-elements';
import { hasRelation } from './link-header';

const named = (text: string, relation = 'mercure') =>
  linkElements(text).links.flatMap((link) => (hasRelation(link, relation) ? [link.target] : []));

test('links of a page: attributes in any order, quoted or not, in any case, references decoded', () => {
  const page = `<!DOCTYPE html><HTML><head><title><link rel=mercure href=/title></title>
    <LINK HREF='/hub?a=1&amp;b=&#50;' Rel="Preload Mercure" last-event-id=urn:1>
    <link rel=self href=/orders/7/ ><link rel="mercure" rel="self" href="/second"/>`;
  expect(named(page)).toEqual(['/hub?a=1&b=2', '/second']);
  expect(named(page, 'self')).toEqual(['/orders/7/']);
  expect(linkElements(page).links[0]?.params.get('last-event-id')).toBe('urn:1');
});

test('links of a feed, with a prefix, and the base of a page', () => {
  expect(named('<feed><atom:link rel="mercure" href="https://h/hub"/><link rel="self" href="/f"/></feed>')).toEqual([
    'https://h/hub',
  ]);
  expect(linkElements('<base href="https://h/a/"><base href="/b">').base).toBe('https://h/a/');
});

test.each([
  ['a comment', '<!-- <link rel="mercure" href="/x"> -->'],
  ['a script', '<script>const a = \'<link rel="mercure" href="/x">\';</script>'],
  ['a script of any spelling', '<SCRIPT type=a>"<link rel=mercure href=/x>"</Script >'],
  ['an attribute of another element', `<p title='<link rel="mercure" href="/x">'>`],
  ['a section of characters', '<a><![CDATA[<link rel="mercure" href="/x">]]></a>'],
  ['an end tag', '</link rel="mercure" href="/x">'],
  ['a longer name', '<linked rel="mercure" href="/x">'],
  ['a comment without an end', '<!-- <link rel="mercure" href="/x">'],
])('%s holds none', (_what, text) => {
  expect(named(`${text}<link rel="mercure" href="/own">`).filter((one) => one !== '/own')).toEqual([]);
});

test('any text ends, and what is whole in it is found', () => {
  const part = fc.constantFrom(
    ...['<', '>', '</', '/>', '<link ', '<script>', '</script', '<!--', '-->', '<![CDATA[', ']]>', '<base '],
    ...['rel=mercure', 'href=/x', '=', '"', "'", ' ', '/', '&amp;', '&#0;', '&#x110000;', 'İ', 'a'],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
      expect(Array.isArray(linkElements(parts.join('')).links)).toBe(true);
      expect(named(`<link rel=mercure href=/x>${parts.join('')}`)[0]).toBe('/x');
    }),
    { numRuns: 2_000 },
  );
});
