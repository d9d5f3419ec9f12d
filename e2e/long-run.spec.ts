import type { CDPSession, Page } from '@playwright/test';
import { rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { growthOf, type Sample, typicalOf, type Visit } from './support/long-run';
import { streamOf } from './support/stream';
import { join, pageOf } from './support/traffic';

/** A minute in every run; `npm run nightly` asks for more. */
const seconds = Number(process.env.HUBBUB_LONG_RUN_S ?? 60);
const perSecond = 500;
const visitMs = 1_500;
/** So long after the last thing a person did, what comes is not its consequence any more. */
const settleMs = 700;

/**
 * A share a minute. A page still settles in its first one; one that keeps the 30,000 messages of it grows by far more.
 */
const mostGrowth = seconds < 300 ? 0.25 : 0.03;

test.setTimeout((seconds + 120) * 1_000);

interface LongTask {
  readonly startMs: number;
  readonly ms: number;
}

/** Collects the page's long tasks from now on. */
async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: { startMs: number; ms: number }[] = [];
    Object.assign(window, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ startMs: startTime, ms: duration });
    }).observe({ type: 'longtask' });
  });
}

const takeTasks = (page: Page) =>
  page.evaluate(() => (window as unknown as { longTasks: LongTask[] }).longTasks.splice(0));

type Metrics = (name: string) => number;

async function metricsOf(devtools: CDPSession): Promise<Metrics> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (name) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
}

/** The page's tasks on the wall's clock, and on that of the processor. */
async function openClocks(page: Page): Promise<{ readonly wall: CDPSession; readonly busy: CDPSession }> {
  const [wall, busy] = [await page.context().newCDPSession(page), await page.context().newCDPSession(page)];
  await wall.send('Performance.enable', { timeDomain: 'timeTicks' });
  await busy.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { wall, busy };
}

const taskSeconds = async (devtools: CDPSession) => (await metricsOf(devtools))('TaskDuration');

/** How long a fixed piece of work takes in the page now, ms: the median of some, among the page's own tasks. */
const referenceMs = (page: Page) =>
  page.evaluate(async () => {
    const times: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const startMs = performance.now();
      const orders = Array.from({ length: 6_000 }, (_, at) => ({ id: (at * 7_919) % 6_007, name: `order ${at}` }));
      orders.sort((one, other) => one.id - other.id);
      JSON.parse(JSON.stringify(orders));
      times.push(performance.now() - startMs);
      await new Promise((done) => setTimeout(done, 20));
    }
    return times.sort((one, other) => one - other)[2] ?? Number.NaN;
  });

const longest = (tasks: readonly LongTask[]) => Math.max(0, ...tasks.map(({ ms }) => ms));

/** What the page holds once everything it let go of is collected. */
async function sample(page: Page, devtools: CDPSession): Promise<Sample> {
  await devtools.send('HeapProfiler.collectGarbage');
  const metric = await metricsOf(devtools);
  const atMs = Date.now();
  // What collecting cost is not the page's fault.
  await takeTasks(page);
  return { atMs, heapBytes: metric('JSHeapUsedSize'), nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}

/** What a person does on Live: opens a row, looks at who got it, scrolls back, follows again. */
async function workOnLive(page: Page): Promise<void> {
  await rowsOf(page).filter({ hasText: 'Out' }).last().click();
  await page.getByRole('tab', { name: /Delivery/ }).click();
  await page.keyboard.press('ControlOrMeta+BracketLeft');
  await page.keyboard.press('Escape');
  await page.getByRole('grid', { name: 'Timeline' }).hover();
  await page.mouse.wheel(0, -600);
  await page.keyboard.press('End');
}

test(`at ${perSecond} messages a second the page stays quick and does not grow`, async ({ opened: { page, hub } }) => {
  const clients = [pageOf(hub, '42'), pageOf(hub, '43'), pageOf(hub, '44')];
  for (const client of clients) await join(client, 'load.1');
  const { wall, busy } = await openClocks(page);
  const stream = streamOf(hub, perSecond);
  await watchTasks(page);
  const links = await page.locator('nav a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  expect(links.length).toBeGreaterThanOrEqual(4);
  const visits: Visit[] = [];
  const samples: Sample[] = [];
  const endMs = Date.now() + seconds * 1_000;
  while (Date.now() < endMs) {
    for (const href of links) {
      const before = [await taskSeconds(busy), await taskSeconds(wall)] as const;
      await page.locator(`nav a[href="${href}"]`).click();
      if (href === '#live') await workOnLive(page);
      await page.waitForTimeout(settleMs);
      const actedMs = longest(await takeTasks(page));
      await page.waitForTimeout(visitMs);
      const stayedMs = longest(await takeTasks(page));
      const share = ((await taskSeconds(busy)) - before[0]) / ((await taskSeconds(wall)) - before[1]);
      visits.push({ view: href.slice(1), actedMs, stayedMs, share, referenceMs: await referenceMs(page) });
      await takeTasks(page);
    }
    samples.push(await sample(page, wall));
  }
  const sent = await stream.stop();
  for (const client of clients) client.disconnect();
  const report = {
    messagesPerSecond: Math.round(sent),
    visits: visits.length,
    ...typicalOf(visits),
    ...growthOf(seconds < 300 ? samples : samples.slice(samples.length >> 2)),
  };
  test.info().annotations.push({ type: 'measured', description: JSON.stringify(report) });
  expect(sent).toBeGreaterThan(perSecond * 0.9);
  // The goal is 50 ms; as every floor of the benches (decision 0003) it is held at 85 %.
  expect(report.stayedMs, `a typical stay in ${report.stayedIn} has a long task`).toBeLessThanOrEqual(50 / 0.85);
  expect(report.actedMs, `what a person does in ${report.actedIn} typically takes too long`).toBeLessThanOrEqual(
    100 / 0.85,
  );
  for (const name of ['heap', 'nodes', 'listeners'] as const) {
    expect(report[name], `${name} of the page grow, as a share a minute`).toBeLessThanOrEqual(mostGrowth);
  }
});
