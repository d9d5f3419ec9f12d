import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { axeFindings } from './support/axe';
import { expect, test } from './support/host';

/** An application that lets everybody in, and whom it was asked about. */
async function application() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push(`${request.url} ${body}`);
      response.end('true');
    });
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  return { asked, url: `http://127.0.0.1:${port}/api/broadcasting/auth`, close: () => server.close() };
}

test('what is set of Socket.IO holds at once, and what cannot be is refused in words', async ({
  opened: { page, hub },
}, info) => {
  const shop = await application();
  const sockets: Socket[] = [];
  const joined = () => {
    const socket = io(hub.origin, { forceNew: true, transports: ['websocket'] });
    sockets.push(socket);
    return socket;
  };
  try {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: /^Socket\.IO/ }).click();
    const settings = page.locator('[data-group="socketio"]');
    const applications = settings.getByRole('textbox', { name: 'Applications' });
    await applications.fill('shop.test/broadcasting/auth');
    await applications.press('Enter');
    await expect(page.getByText(/shop\.test.* is no address that begins with http/).last()).toBeVisible();
    await expect(applications).toHaveValue('http://localhost/broadcasting/auth');
    await applications.fill('');
    await applications.press('Enter');
    await expect(page.getByText(/names no address, and then nobody could join/).last()).toBeVisible();
    await applications.fill(shop.url);
    await applications.press('Enter');
    await expect(settings.getByText('default: http://localhost/broadcasting/auth')).toBeVisible();

    const anna = joined();
    anna.emit('subscribe', { channel: 'private-orders', auth: { headers: {} } });
    await expect.poll(() => shop.asked).toEqual(['/api/broadcasting/auth channel_name=private-orders']);

    await settings.getByRole('radio', { name: 'the sender' }).focus();
    await page.keyboard.press('Space');
    await expect(page.getByText('Who gets an event was changed.').first()).toBeVisible();
    const back = new Promise((done) => anna.once('chat', done));
    anna.emit('chat', 'hello');
    expect(await back).toBe('hello');

    await settings.getByRole('textbox', { name: 'pingInterval, ms' }).fill('5000');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Socket\.IO.*3/ })).toBeVisible();
    const opening = new Promise((done) => {
      const { engine } = joined().io;
      engine.on('packet', ({ type, data }) => type === 'open' && done(JSON.parse(data).pingInterval));
    });
    expect(await opening).toBe(5_000);
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('socketio.png') });
  } finally {
    for (const socket of sockets) socket.disconnect();
    shop.close();
  }
});
