import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import english from '../../src-renderer/languages/en.json';
import chinese from '../../src-renderer/languages/zh-CN.json';
import { attachTo } from './attach';
import { appServer } from './clients';
import { expect, type Opened } from './host';
import { copyOfProject } from './projects';

/** A screen of the tour, and how a person gets there from the one before; in any language. */
export interface Screen {
  readonly name: string;
  open(page: Page): Promise<void>;
}

const view = (page: Page, name: string) => page.locator(`nav a[href="#${name}"]`).click();
const rows = (page: Page) => page.getByRole('grid').first().getByRole('row');
const tab = (page: Page, at: number) => page.locator('aside [role="tab"]').nth(at);

async function filter(page: Page, text: string): Promise<void> {
  await view(page, 'live');
  const field = page.getByRole('combobox').first();
  await field.fill(text);
  await field.press('Escape');
}

const inspectorWords = [english.inspector, chinese.inspector];

/** What a pane shows only until it has what it is to show is gone. */
export async function settled(page: Page): Promise<void> {
  for (const { reading } of inspectorWords) await expect(page.getByText(reading)).toHaveCount(0);
}

/** The section of Settings that something stands in. */
async function scrollTo(page: Page, inside: string): Promise<void> {
  const target = page.locator('main').locator(inside).first();
  await target.evaluate((element) => element.closest('section')?.scrollIntoView({ block: 'start' }));
}

/** Every view with its parts. The demo's traffic is there; `address` is of another server, `project` a folder. */
export function screensOf({ address, project }: { address: string; project: string }): readonly Screen[] {
  return [
    {
      name: 'live',
      open: async (page) => {
        await view(page, 'live');
        await expect(rows(page).filter({ hasText: 'StockLevelChanged' }).first()).toBeVisible();
      },
    },
    {
      name: 'inspected',
      open: async (page) => {
        await filter(page, 'kind:deliver event:*OrderShipped');
        await rows(page).filter({ hasText: 'OrderShipped' }).last().click();
        await expect(tab(page, 0)).toBeVisible();
      },
    },
    { name: 'delivery', open: (page) => tab(page, 1).click() },
    { name: 'raw', open: (page) => tab(page, 2).click() },
    {
      name: 'compare',
      open: async (page) => {
        await filter(page, 'kind:deliver event:StockLevelChanged');
        await rows(page).filter({ hasText: 'StockLevelChanged' }).nth(1).click();
        await tab(page, 3).click();
        await expect(page.locator('aside [role="tabpanel"] section').first()).toBeVisible();
      },
    },
    {
      name: 'refused',
      open: async (page) => {
        await filter(page, 'kind:refused');
        await page.locator('[role="row"][data-kind="refused"]').last().click();
        await tab(page, 0).click();
        await expect(page.locator('aside section[data-kind="text"] p').first()).toBeVisible();
      },
    },
    {
      name: 'path',
      open: async (page) => {
        await filter(page, 'channel:orders event:*OrderPacked');
        await rows(page).filter({ hasText: 'OrderPacked' }).last().click();
        await expect(page.locator('aside ol li')).toHaveCount(2);
      },
    },
    {
      name: 'composer',
      open: async (page) => {
        await filter(page, '');
        await page.keyboard.press('ControlOrMeta+Shift+m');
        await expect(page.locator('.cm-content')).toBeVisible();
      },
    },
    {
      name: 'palette',
      open: async (page) => {
        await page.keyboard.press('ControlOrMeta+Shift+m');
        await page.keyboard.press('ControlOrMeta+k');
        await expect(page.getByRole('menuitem').first()).toBeVisible();
      },
    },
    {
      name: 'clients',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await view(page, 'clients');
        // Until it is there, the rows are those of Live, which name the page as well.
        await expect(page.locator('main > section h2').first()).toBeVisible();
        await expect(rows(page).filter({ hasText: 'demo.test' })).toHaveCount(3);
        await rows(page).filter({ hasText: 'demo.test' }).first().click();
        await expect(page.locator('aside h2').last()).toBeVisible();
      },
    },
    {
      name: 'clients-refused',
      open: async (page) => {
        await page.locator('main').getByRole('radio').last().press('Space');
        await page.getByRole('listbox').last().press('ArrowDown');
        await expect(page.locator('main aside h3').last()).toBeVisible();
      },
    },
    {
      name: 'statistics',
      open: async (page) => {
        await view(page, 'statistics');
        await expect(page.getByRole('table').filter({ hasText: 'private-orders.7' })).toBeVisible();
      },
    },
    {
      name: 'project-none',
      open: async (page) => {
        // It is on the rail only once there is one.
        const { rail } = (await page.locator('html').getAttribute('lang')) === 'en' ? english : chinese;
        await page.keyboard.press('ControlOrMeta+k');
        await page.getByRole('searchbox').last().fill(rail.show.replace('{{view}}', rail.project));
        await page.keyboard.press('Enter');
        await expect(page.locator('main').getByRole('textbox')).toBeVisible();
      },
    },
    {
      name: 'project',
      open: async (page) => {
        await page.locator('main').getByRole('textbox').fill(project);
        await page.keyboard.press('Enter');
        await expect(page.locator('main h3').last()).toBeVisible();
      },
    },
    {
      name: 'mercure',
      open: async (page) => {
        await view(page, 'mercure');
        await page.locator('main').getByRole('textbox').first().fill('!ChangeMe!');
        // Of the six checks none but the first is reached: it is the secret, and no token.
        await expect(page.locator('main ol li[data-state="unreached"]')).toHaveCount(5);
      },
    },
    {
      name: 'settings',
      open: async (page) => {
        await view(page, 'settings');
        await expect(page.getByRole('row').filter({ hasText: 'your_app_key' })).toBeVisible();
      },
    },
    { name: 'settings-tls', open: (page) => scrollTo(page, '[data-setting="hub.tls"]') },
    { name: 'settings-relay', open: (page) => scrollTo(page, '[data-group="relay"] h2') },
    { name: 'settings-mercure', open: (page) => scrollTo(page, '[data-group="mercure"] h2') },
    { name: 'settings-socketio', open: (page) => scrollTo(page, '[data-group="socketio"] h2') },
    { name: 'settings-retention', open: (page) => scrollTo(page, '[data-group="retention"] h2') },
    { name: 'settings-keys', open: (page) => scrollTo(page, '[data-group="keys"] h2') },
    {
      name: 'connect',
      open: async (page) => {
        await view(page, 'live');
        await page.keyboard.press('ControlOrMeta+Shift+k');
        const sheet = page.getByRole('dialog');
        await expect(sheet.getByRole('textbox').first()).toBeFocused();
        await page.keyboard.type(address);
        await page.keyboard.press('Enter');
        await expect(sheet.locator('input[value="your_app_key"]')).toBeVisible();
      },
    },
    {
      name: 'session',
      open: async (page) => {
        const sheet = page.getByRole('dialog');
        await sheet
          .getByRole('radio')
          .filter({ hasText: /^(yes|是)$/ })
          .press('Space');
        await sheet.locator('button').last().press('Enter');
        await expect(sheet).toHaveCount(0);
        await expect(page.locator('aside dl').last()).toBeVisible();
      },
    },
  ];
}

/** What the tour needs beside the demo: a project's folder, and a message that is seen in a log and on the hub. */
export async function prepareTour({ hub, dataDir }: Opened): Promise<{ project: string; end(): Promise<void> }> {
  const { dir, remove } = await copyOfProject('laravel');
  const client = await attachTo(dataDir);
  const path = join(dir, 'laravel.log');
  writeFileSync(path, '');
  const { profile } = await client.call('profile.put', { name: 'Shop log', protocol: 'log', fields: { path } });
  await client.call('session.connect', { id: profile.id });
  await expect
    .poll(async () => (await client.call('session.list', undefined)).map(({ phase }) => phase))
    .toEqual(['connected']);
  const [event, data] = ['App\\Events\\OrderPacked', { id: 7, status: 'packed' }];
  const payload = JSON.stringify({ ...data, socket: null }, null, 4);
  const head = `[2026-11-23 07:07:46] local.INFO: Broadcasting [${event}] on channels [orders] with payload:`;
  appendFileSync(path, `${head}\n${payload}  \n`);
  await appServer(hub).trigger('orders', event, data);
  return {
    project: dir,
    end: async () => {
      client.close();
      await remove();
    },
  };
}
