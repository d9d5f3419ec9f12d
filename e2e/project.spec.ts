import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Pusher from 'pusher';
import { axeFindings } from './support/axe';
import { rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { copyOfProject } from './support/projects';
import { shoot } from './support/shoot';

const workspace = (page: Page) => page.getByRole('button', { name: /^Workspace:/ });
const view = (page: Page) => page.getByRole('region', { name: 'Project', exact: true });

/** By the keyboard alone: the palette's command shows the view, its field takes the path. */
async function open(page: Page, dir: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('searchbox', { name: 'Search or run' });
  await palette.fill('Show Project');
  await page.keyboard.press('Enter');
  // While it is open it holds the focus, and the view behind it may be the project's already.
  await expect(palette).toHaveCount(0);
  const path = page.getByRole('textbox', { name: 'Path of the folder' });
  await path.fill(dir);
  // It gives the focus back a moment after it has closed, wherever that is by then.
  await path.press('Enter');
  await expect(view(page).getByRole('heading', { level: 2 })).toBeVisible();
}

test('a Laravel folder: its app comes on the hub, and what differs is handed out', async ({
  opened: { page, hub },
}) => {
  const { dir, remove } = await copyOfProject('laravel');
  await mkdir(join(dir, 'resources/js'), { recursive: true });
  await writeFile(
    join(dir, 'resources/js/chat.js'),
    "import Echo from 'laravel-echo';\nEcho.channel('chat').listen('NewMessage', (e) => console.log(e));\n",
  );
  const env = await readFile(join(dir, '.env'), 'utf8');
  await writeFile(
    join(dir, '.env'),
    env.replaceAll('your_app_', 'their_').replace('PUSHER_APP_ID=12345', 'PUSHER_APP_ID=778899'),
  );
  const before = await readFile(join(dir, '.env'), 'utf8');

  await open(page, dir);
  await expect(view(page)).toContainText('Laravel');
  const app = view(page).getByRole('region', { name: 'App of the project' });
  await expect(app).toContainText('778899');
  await app.getByRole('button', { name: 'Put it on the hub' }).click();
  await expect(app).toContainText('is on this hub');
  const server = new Pusher({
    appId: '778899',
    key: 'their_key',
    secret: 'their_secret',
    host: hub.hostname,
    port: hub.port,
    useTLS: false,
  });
  expect((await server.trigger('chat', 'message.sent', { username: 'Ann' })).status).toBe(200);

  const block = view(page).getByRole('region', { name: 'Point the project at this hub' });
  await expect(block).toContainText(`PUSHER_PORT=${hub.port}`);
  // What is right already is not in it.
  await expect(block.getByText('PUSHER_HOST=127.0.0.1')).toHaveCount(0);
  await block.getByRole('button', { name: 'Copy the lines' }).click();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('searchbox', { name: 'Search or run' });
  await field.press('ControlOrMeta+v');
  expect(await field.inputValue()).toContain(`PUSHER_PORT=${hub.port}`);
  await field.fill('');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);

  const findings = view(page).getByRole('region', { name: 'What to look at' });
  await expect(findings).toContainText('A listener for NewMessage never runs');
  await expect(findings).toContainText('The page has no key: VITE_PUSHER_APP_KEY');
  await expect(findings.getByRole('link', { name: 'resources/js/chat.js:2' })).toHaveAttribute(
    'href',
    `vscode://file${dir}/resources/js/chat.js:2`,
  );
  expect(await axeFindings(page)).toEqual([]);
  await shoot(page, 'project');

  // What the page shows of an event says who in the code hears it.
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox', { name: 'Search or run' }).fill('Show Live');
  await page.keyboard.press('Enter');
  await rowsOf(page).filter({ hasText: 'message.sent' }).first().click();
  const code = page.getByRole('complementary', { name: 'Inspector' }).getByRole('region', { name: 'In the project' });
  await expect(code).toContainText('chat.js:2');
  await expect(code).toContainText("Write '.message.sent'");
  expect(await axeFindings(page)).toEqual([]);
  await shoot(page, 'project-inspector');

  // Mended in the editor, it is seen at once; nothing of it was written by Hubbub.
  await writeFile(join(dir, '.env'), before.replace(/PUSHER_PORT=\d+/, `PUSHER_PORT=${hub.port}`));
  await workspace(page).click();
  await page.getByRole('menuitem', { name: 'Look at the project' }).click();
  await expect(block).not.toContainText(`PUSHER_PORT=${hub.port}`);
  await remove();
});

test('a Symfony folder: Mercure’s two routes, and Messenger’s transport without its password', async ({
  opened: { page, hub },
}) => {
  const { dir, remove } = await copyOfProject('symfony');
  await open(page, dir);
  await expect(view(page)).toContainText('Symfony');
  const block = view(page).getByRole('region', { name: 'Point the project at this hub' });
  await expect(block).toContainText(`MERCURE_URL=http://localhost:${hub.port}/.well-known/mercure`);
  await expect(block).toContainText(`MERCURE_PUBLIC_URL=http://localhost:${hub.port}/.well-known/mercure`);
  const systems = view(page).getByRole('region', { name: 'What it sends through' });
  await expect(systems).toContainText('redis://127.0.0.1:6379/updates');
  await expect(systems).not.toContainText('!ChangeThisMercureHubJWTSecretKey!');
  expect(await axeFindings(page)).toEqual([]);
  await remove();
});

test('each folder has its own labels, and is switched from the title bar', async ({ opened: { page } }) => {
  const laravel = await copyOfProject('laravel');
  const symfony = await copyOfProject('symfony');
  await open(page, laravel.dir);
  await view(page).getByRole('button', { name: 'Close the project' }).click();
  await expect(workspace(page)).toContainText('No project');
  await open(page, symfony.dir);
  await expect(workspace(page)).toContainText('symfony');
  await workspace(page).click();
  await page.getByRole('menuitem', { name: /^laravel/ }).click();
  await expect(workspace(page)).toContainText('laravel');
  await expect(view(page)).toContainText(laravel.dir);
  await page.reload();
  await expect(workspace(page)).toContainText('laravel');
  await workspace(page).click();
  await page.getByRole('menuitem', { name: 'Work without a project' }).click();
  await expect(workspace(page)).toContainText('No project');
  await expect(page.getByRole('heading', { name: 'Open a project' })).toBeVisible();
  await expect(page.getByRole('button', { name: /laravel/ }).first()).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await shoot(page, 'project-none');
  await laravel.remove();
  await symfony.remove();
});

test('what a folder sends through is watched by one click, and its sessions are that folder’s', async ({
  opened: { page, hub },
}) => {
  const { dir, remove } = await copyOfProject('laravel');
  const env = await readFile(join(dir, '.env'), 'utf8');
  await writeFile(
    join(dir, '.env'),
    `${env}\nVITE_PUSHER_HOST=127.0.0.1\nVITE_PUSHER_PORT=${hub.port}\nVITE_PUSHER_SCHEME=http\nREDIS_HOST=127.0.0.1\nREDIS_PASSWORD=redis_pw\n`,
  );
  await open(page, dir);
  const watch = view(page).getByRole('region', { name: 'Sources to connect' });
  await expect(watch.getByRole('listitem')).toHaveCount(4);
  await expect(watch).not.toContainText('redis_pw');
  expect(await axeFindings(page)).toEqual([]);
  await watch.scrollIntoViewIfNeeded();
  await shoot(page, 'project-watch');
  await watch.getByRole('button', { name: /^Save and connect .*pusher$/ }).click();
  const pane = page.getByRole('complementary', { name: /^Connection / });
  await expect(pane.getByText(/^Connected for/)).toBeVisible();
  await expect(pane).toContainText(`ws://127.0.0.1:${hub.port}/app/your_app_key`);
  const source = page.getByRole('tree', { name: 'Channels by source' }).getByRole('treeitem', { name: /pusher/ });
  await expect(source).toBeVisible();

  // One that runs stays in sight in another workspace; ended, it is the folder's alone.
  await workspace(page).click();
  await page.getByRole('menuitem', { name: 'Work without a project' }).click();
  await expect(workspace(page)).toContainText('No project');
  await expect(source).toBeVisible();
  await pane.getByRole('button', { name: 'Disconnect' }).click();
  await expect(source).toHaveCount(0);
  await expect(pane).toHaveCount(0);
  await open(page, dir);
  await expect(watch.getByRole('button', { name: /^Show the connection .*pusher$/ })).toBeVisible();
  await expect(watch.getByRole('button', { name: /^Save and connect/ })).toHaveCount(3);
  await remove();
});

test('a path that leads nowhere is said with what to do', async ({ opened: { page } }) => {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('searchbox', { name: 'Search or run' });
  await palette.fill('Show Project');
  await page.keyboard.press('Enter');
  // While it is open it holds the focus, and the view behind it may be the project's already.
  await expect(palette).toHaveCount(0);
  const path = page.getByRole('textbox', { name: 'Path of the folder' });
  await path.fill('/nowhere/shop');
  // It gives the focus back a moment after it has closed, wherever that is by then.
  await path.press('Enter');
  const told = 'There is no folder /nowhere/shop.';
  await expect(page.getByRole('region', { name: 'What went wrong' })).toContainText(told);
  // To screen readers, too, and without waiting for its turn.
  await expect(page.getByRole('alert')).toContainText(told);
});
