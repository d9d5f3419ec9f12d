import { once } from 'node:events';
import type { NetworkInterfaceInfo } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ManualClock } from '../hub/clocks.test-support';
import { openSocket } from '../hub/raw-socket.test-support';
import { RawClient } from '../protocols/pusher/raw-client.test-support';
import { type RunningHub, startHub } from '../protocols/pusher/running-hub.test-support';
import { containerPlaces, networkPlaces } from './places';
import { Reach } from './reach';

/** Addresses of this computer's own loopback network stand for others: nothing leaves it. */
const bridge = '127.0.0.2';
const lan = '127.0.0.3';
const ipv4 = (address: string, internal = false) => ({ address, family: 'IPv4', internal }) as NetworkInterfaceInfo;
const ipv6 = (address: string) => ({ address, family: 'IPv6', internal: false }) as NetworkInterfaceInfo;

let there: Record<string, NetworkInterfaceInfo[]> = {};
let running: RunningHub;
let clock: ManualClock;
let reach: Reach;
let changes = 0;
beforeEach(async () => {
  there = { lo: [ipv4('127.0.0.1', true)], docker0: [ipv4(bridge)], eth0: [ipv4(lan), ipv6('fe80::1')] };
  clock = new ManualClock();
  running = await startHub({ clock });
  reach = made();
  await reach.listen();
});
afterEach(async () => {
  reach.stop();
  await running.close();
});

function made(containers = false): Reach {
  const base = [{ host: '127.0.0.1', port: 0, asked: true }];
  const { hub, recorder } = running;
  const changed = () => {
    changes += 1;
  };
  return new Reach({ clock, hub, recorder, interfaces: () => there, base, containers, changed });
}

const urls = () => running.hub.state().listeners.map(({ url }) => new URL(url));
const hosts = () => urls().map(({ hostname }) => hostname);
const port = () => Number(urls()[0]?.port);
const answers = (host: string) =>
  fetch(`http://${host}:${port()}/up`).then(
    ({ status }) => status,
    () => 'refused',
  );
const connect = async (host: string) => {
  const client = new RawClient(`ws://${host}:${port()}/app/your_app_key?protocol=7`);
  return client.established();
};

test('the hub is for this computer alone until it is opened', async () => {
  expect(hosts()).toEqual(['127.0.0.1']);
  expect([await answers('127.0.0.1'), await answers(bridge), await answers(lan)]).toEqual([200, 'refused', 'refused']);
  expect(reach.state).toEqual({
    containers: { isOn: false, places: [{ name: 'docker0', address: bridge }], visitors: [] },
    network: { leftMs: null, places: [{ name: 'eth0', address: lan }], visitors: [] },
    problems: [],
  });
});

test('containers are let in by the address of their bridge and by no other, and who came is listed', async () => {
  await reach.allowContainers(true);
  expect(hosts()).toEqual(['127.0.0.1', bridge]);
  expect([await answers(bridge), await answers(lan)]).toEqual([200, 'refused']);
  await running.connect();
  const client = await connect(bridge);
  // From 127.0.0.1 to 127.0.0.2 the system takes 127.0.0.1 as the sender's address.
  const [visitor] = reach.state.containers.visitors;
  expect(visitor).toMatchObject({ address: expect.stringMatching(/^127\.0\.0\./), total: 2 });
  expect(visitor?.open).toBeGreaterThan(0);
  expect(reach.state.network.visitors).toEqual([]);

  const gone = client.closed;
  await reach.allowContainers(false);
  await gone;
  expect(hosts()).toEqual(['127.0.0.1']);
  expect(await answers(bridge)).toBe('refused');
  // Who came from this computer stays.
  await expect.poll(() => running.hub.connections().length).toBe(1);
});

test('a bridge that comes later is found, one that goes is let go', async () => {
  const { docker0 } = there;
  delete there.docker0;
  await reach.allowContainers(true);
  expect(hosts()).toEqual(['127.0.0.1']);
  there.docker0 = docker0 ?? [];
  const before = changes;
  clock.advance(10_000);
  await expect.poll(() => changes).toBeGreaterThan(before);
  expect(hosts()).toEqual(['127.0.0.1', bridge]);
  delete there.docker0;
  clock.advance(10_000);
  await expect.poll(hosts).toEqual(['127.0.0.1']);
});

test('the network is let in for a time, which ends by itself with the connections from there', async () => {
  await reach.open(15);
  expect(hosts()).toEqual(['127.0.0.1', lan]);
  expect([await answers(lan), await answers(bridge)]).toEqual([200, 'refused']);
  const client = await connect(lan);
  clock.advance(60_000);
  expect(reach.state.network.leftMs).toBe(14 * 60_000);
  expect(reach.state.network.visitors[0]?.total).toBe(2);
  const gone = client.closed;
  clock.advance(14 * 60_000);
  await gone;
  await expect.poll(hosts).toEqual(['127.0.0.1']);
  expect(reach.state.network.leftMs).toBe(null);
  expect(running.recorder.of('note').map(({ summary }) => summary)).toEqual([
    `Open to this network for 15 min: ${lan} (eth0)`,
    'Closed to this network',
  ]);
});

test('opening it again sets another end, closing it ends it at once', async () => {
  await reach.open(15);
  clock.advance(14 * 60_000);
  await reach.open(60);
  clock.advance(30 * 60_000);
  expect(reach.state.network.leftMs).toBe(30 * 60_000);
  await reach.close();
  expect(hosts()).toEqual(['127.0.0.1']);
  expect(await answers(lan)).toBe('refused');
  await reach.close();
});

test('what cannot be is a Problem', async () => {
  await expect(reach.open(0)).rejects.toMatchObject({ code: 'bad-input' });
  await expect(reach.open(Number.NaN)).rejects.toMatchObject({ code: 'bad-input' });
  await expect(reach.open(100_000)).rejects.toMatchObject({ code: 'bad-input' });
  there = {};
  await expect(reach.open(15)).rejects.toMatchObject({ code: 'not-found' });
  // An address of nobody: it cannot be bound, which is said, and the hub goes on.
  there = { docker0: [ipv4('203.0.113.9')] };
  await reach.allowContainers(true);
  expect(reach.state.problems).toMatchObject([{ message: expect.stringContaining('203.0.113.9') }]);
  expect(await answers('127.0.0.1')).toBe(200);
});

test('both ways at once, and both survive other ports of the hub', async () => {
  await reach.allowContainers(true);
  await reach.open(15);
  expect(hosts()).toEqual(['127.0.0.1', bridge, lan]);
  const before = port();
  await reach.listen([
    { host: '127.0.0.1', port: 0, asked: true },
    { host: '127.0.0.4', port: 0, asked: true },
  ]);
  expect(hosts().slice(0, 2)).toEqual(['127.0.0.1', '127.0.0.4']);
  expect(port()).toBe(before);
  expect([await answers(bridge), await answers(lan)]).toEqual([200, 200]);
});

test('a new engine opens nothing to the network, and the bridges where that is set', async () => {
  await reach.open(15);
  reach.stop();
  reach = made(true);
  await reach.listen();
  expect(hosts()).toEqual(['127.0.0.1', bridge]);
  expect(reach.state.network.leftMs).toBe(null);
});

test('no more visitors are listed than the bound, and they are not lost while they are open', async () => {
  await reach.allowContainers(true);
  const raw = await openSocket(port(), bridge);
  await expect.poll(() => reach.state.containers.visitors[0]?.open).toBe(1);
  raw.socket.destroy();
  await once(raw.socket, 'close').catch(() => {});
  await expect.poll(() => reach.state.containers.visitors[0]?.open).toBe(0);
});

test('bridges of containers are told from networks by the names they have', () => {
  const names = [
    'docker0',
    'br-0123456789ab',
    'podman1',
    'br0',
    'wlan0',
    'en0',
    'veth12',
    'tun0',
    'bridge100',
    'utun3',
  ];
  const interfaces = () => Object.fromEntries(names.map((name, at) => [name, [ipv4(`10.0.0.${at}`)]]));
  expect(containerPlaces(interfaces).map(({ name }) => name)).toEqual(['docker0', 'br-0123456789ab', 'podman1']);
  expect(networkPlaces(interfaces).map(({ name }) => name)).toEqual(['br0', 'wlan0', 'en0']);
});
