import type { Page } from '@playwright/test';
import PusherClient from 'pusher-js';
import { expect, test } from './support/host';
import { makeTraffic } from './support/traffic';

/** What stays as it is in any language: names, units, keys, file names, and words of the protocols (look.md, "Chinese"). */
const names = [
  ...[
    'Hubbub',
    'Laravel',
    'Symfony',
    'Node',
    'Pusher',
    'Mercure',
    'Redis',
    'Docker',
    'JSON',
    'CSV',
    'SQL',
    'API',
    'IP',
    'WebSocket',
    'Ratchet',
    'Engine',
    'IO',
    'VS',
    'Code',
    'PhpStorm',
    'Desktop',
    'Reverb',
    'soketi',
    'Prometheus',
    'laravel',
    'websockets',
    'echo',
    'server',
    'pingInterval',
    'pingTimeout',
    'http',
    'https',
    'wss',
    'EventSource',
    'HS',
    'JWT',
    'MERCURE',
    'SECRET',
    'Cookie',
  ],
  ...['Ctrl', 'Alt', 'Shift', 'Esc', 'Enter', 'Cmd', 'Home', 'End', 'Backspace', 'Delete', 'Space', 'Tab', 'PageDown'],
  ...['Echo', 'Escape', 'Webhook', 'settings', 'secrets', 'json', 'listen'],
  ...[
    'KB',
    'MB',
    'GB',
    'ms',
    'UTC',
    'msg',
    'min',
    'Socket',
    'id',
    'socket',
    'app',
    'key',
    'token',
    'Origin',
    'English',
  ],
];

test.setTimeout(150_000);

/** Of the inspector's, those that are its own. */
const inspectorWords = 'section[data-kind] h3, section[data-kind] dt, aside [role="tab"], aside button';

/**
 * Latin words of the screen's own: not what came over the wire, is typed, pasted or a name of a file.
 * @param within elements to look at; what the engine says of an entry in sentences is English, and so are values
 */
function latinWords(page: Page, within = 'body'): Promise<string[]> {
  return page.evaluate(
    ({ allowed, within }) => {
      const wire =
        'code, pre, kbd, time, script, style, [role="gridcell"], [role="treeitem"], [role="listbox"], [role="combobox"], [aria-live], .cm-editor';
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = new Set<string>();
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (parent?.closest(within) == null || parent.closest(wire) !== null || !parent.checkVisibility()) continue;
        // Paths, host names and network interfaces are no words.
        const text = (node.nodeValue ?? '').replace(/\/[\w/.-]+|\b[\w-]+(?:\.[\w-]+)+\b|\(\w+\d+\)/g, ' ');
        for (const word of text.match(/[A-Za-z]{2,}/g) ?? []) {
          if (!allowed.includes(word)) found.add(`${word} (in "${node.nodeValue?.trim()}")`);
        }
      }
      return [...found];
    },
    { allowed: names, within },
  );
}

/** Entries of which the engine speaks in sentences; of messages a row shows what came over the wire. */
const told = ['refused', 'error', 'connection', 'subscribe', 'presence', 'auth', 'http', 'gap', 'ping']
  .map((kind) => `[role="row"][data-kind="${kind}"]`)
  .join(', ');

/** Texts with a word of English grammar in them: names and values have none. */
function englishSentences(page: Page, within: string): Promise<string[]> {
  return page.evaluate((selector) => {
    const grammar = /\b(is|are|was|were|the|not|with|for|has|of|no|it|by|there)\b [a-z]/i;
    const texts = [...document.querySelectorAll(selector)].flatMap((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const isWire = node.parentElement?.closest('pre, code, kbd, .cm-editor') !== null;
        if (!isWire && grammar.test(node.nodeValue ?? '')) found.push(node.nodeValue ?? '');
      }
      return found;
    });
    return [...new Set(texts)];
  }, within);
}

test('what the engine says of refusals, connections and problems is Chinese', async ({
  opened: { page, hub },
}, info) => {
  const traffic = await makeTraffic({ page, hub });
  await fetch(new URL('/nothing-here', hub));
  await fetch(new URL('/apps/nobody/channels', hub));
  const client = new PusherClient('your_app_key', {
    cluster: '',
    wsHost: hub.hostname,
    wsPort: Number(hub.port),
    forceTLS: false,
    enabledTransports: ['ws'],
    channelAuthorization: {
      endpoint: '',
      transport: 'ajax',
      customHandler: (_, answer) => answer(null, { auth: 'your_app_key:wrong' }),
    },
  });
  client.subscribe('private-orders.7');
  await new Promise((done) => client.connection.bind('error', done));
  client.disconnect();
  await page.keyboard.press('Control+Comma');
  await page.getByRole('button', { name: /Language/ }).click();
  await page.getByRole('option', { name: '简体中文' }).click();
  await page.reload();
  await page.locator('nav a[href="#live"]').click();
  await page.getByRole('combobox').first().fill('-kind:publish,out,in,ping');
  await expect(page.locator('[data-kind="refused"]').filter({ hasText: '这里没有 key 为' })).toBeVisible();
  expect.soft(await englishSentences(page, told), 'rows').toEqual([]);
  await page.screenshot({ path: `out/screens/chinese-live-${info.project.name}.png` });
  const inspector = page.getByRole('complementary', { name: '检查器' });
  await page.getByRole('combobox').first().fill('kind:refused');
  const rows = page.locator('[role="row"][data-kind="refused"]');
  await expect(rows.first()).toBeVisible();
  for (let at = 0; at < (await rows.count()); at += 1) {
    await rows.nth(at).click();
    await expect(rows.nth(at)).toHaveAttribute('aria-selected', 'true');
    await expect(inspector.locator('section[data-kind="text"] p').first()).toBeVisible();
    const words = (await rows.nth(at).textContent()) ?? '';
    expect.soft(await englishSentences(page, 'section[data-kind="text"] p'), words).toEqual([]);
  }
  await page.locator('nav a[href="#clients"]').click();
  await page.getByRole('radio', { name: /被拒绝|拒绝/ }).click();
  await page.getByRole('listbox').last().press('ArrowDown');
  await expect(page.getByRole('complementary')).toContainText('这里没有 key 为');
  expect.soft(await englishSentences(page, '[role="listbox"], aside p, aside h3'), 'refused attempts').toEqual([]);
  traffic.stop();
});

test('in Chinese no word of the screen is Latin, outside of wire data and names', async ({ opened: { page, hub } }) => {
  const traffic = await makeTraffic({ page, hub });
  await page.keyboard.press('Control+Comma');
  await page.getByRole('button', { name: /Language/ }).click();
  await page.getByRole('option', { name: '简体中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.reload();
  for (const view of ['settings', 'clients', 'statistics', 'live']) {
    await page.locator(`nav a[href="#${view}"]`).click();
    await expect(page.locator(`nav a[href="#${view}"]`)).toHaveAttribute('aria-current', 'page');
    expect.soft(await latinWords(page), view).toEqual([]);
  }
  const inspector = page.getByRole('complementary', { name: '检查器' });
  for (const kind of ['publish', 'deliver', 'refused', 'subscribe', 'connection']) {
    await page.getByRole('combobox').first().fill(`kind:${kind}`);
    // The newest: the first of those that are drawn lies above what is in sight.
    await page
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell') })
      .last()
      .click();
    await expect(inspector.getByRole('tablist')).toBeVisible();
    // Which there are is known once the entry is.
    const tabs = inspector.getByRole('tab');
    for (let at = 0; at < (await tabs.count()); at += 1) {
      const tab = tabs.nth(at);
      await tab.click();
      expect.soft(await latinWords(page, inspectorWords), `${kind}, ${await tab.textContent()}`).toEqual([]);
    }
  }
  await page.keyboard.press('ControlOrMeta+Shift+m');
  expect.soft(await latinWords(page, '[aria-label="撰写"]'), 'composer').toEqual([]);
  traffic.stop();
});
