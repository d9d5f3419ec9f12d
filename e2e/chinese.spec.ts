import type { Page } from '@playwright/test';
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
  ],
  ...['Ctrl', 'Alt', 'Shift', 'Esc', 'Enter', 'Cmd', 'Home', 'End', 'Backspace', 'Delete', 'Space', 'Tab', 'PageDown'],
  ...['VS', 'Code', 'PhpStorm', 'Echo', 'Escape', 'Webhook', 'settings', 'secrets', 'json', 'listen'],
  ...['KB', 'MB', 'GB', 'ms', 'msg', 'min', 'Socket', 'id', 'socket', 'app', 'key', 'token', 'Origin', 'English'],
];

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
        for (const word of node.nodeValue?.match(/[A-Za-z]{2,}/g) ?? []) {
          if (!allowed.includes(word)) found.add(`${word} (in "${node.nodeValue?.trim()}")`);
        }
      }
      return [...found];
    },
    { allowed: names, within },
  );
}

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
    await page
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell') })
      .first()
      .click();
    await expect(inspector.getByRole('tablist')).toBeVisible();
    for (const tab of await inspector.getByRole('tab').all()) {
      await tab.click();
      expect.soft(await latinWords(page, inspectorWords), `${kind}, ${await tab.textContent()}`).toEqual([]);
    }
  }
  await page.keyboard.press('ControlOrMeta+Shift+m');
  expect.soft(await latinWords(page, '[aria-label="撰写"]'), 'composer').toEqual([]);
  traffic.stop();
});
