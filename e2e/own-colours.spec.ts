import type { Page } from '@playwright/test';
import { rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { makeTraffic } from './support/traffic';

test.setTimeout(180_000);

const sizes = [
  { width: 1280, height: 800 },
  { width: 640, height: 400 },
];

/** What has the focus, if a line around it or its ancestor that shows it can be seen. */
function focusIsSeen(page: Page): Promise<{ readonly what: string; readonly isSeen: boolean }> {
  return page.evaluate(() => {
    const focused = document.activeElement as HTMLElement;
    const shows = (element: Element | null, pseudo?: string) => {
      if (element === null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element, pseudo);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
    };
    // Some controls have their input hidden in what is drawn for it; a grid shows the row its keys are at.
    const active = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '');
    const around = focused.closest('label, [data-focus-visible]');
    const editor = focused.closest('.cm-editor');
    const isSeen =
      [focused, active, around, editor, focused.parentElement].some((one) => shows(one)) || shows(focused, '::after');
    const name = focused.getAttribute('aria-label') ?? focused.textContent?.slice(0, 30) ?? '';
    return { what: `${focused.tagName} ${focused.getAttribute('role') ?? ''} "${name}"`, isSeen };
  });
}

/** Elements of a selector whose background or colour cannot be told from what is not chosen. */
function isHighlighted(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((one) => {
    const element = document.querySelector(one);
    if (element === null) return false;
    const probe = document.createElement('i');
    probe.style.cssText = 'forced-color-adjust: none; background: Highlight';
    document.body.append(probe);
    const highlight = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return getComputedStyle(element).backgroundColor === highlight;
  }, selector);
}

/** Moves that are still going on although nobody wants any. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter((one) => one.playState === 'running' && Number(one.effect?.getComputedTiming().activeDuration) > 0)
      .map((one) => String((one as CSSAnimation).animationName ?? one.id)),
  );
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function walk(page: Page, steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    const { what, isSeen } = await focusIsSeen(page);
    // Behind the last control the focus is with the browser.
    if (!what.startsWith('BODY')) expect.soft(isSeen, `focus on ${what}`).toBe(true);
  }
}

test('in colours of the person’s own, and without motion, focus and choice are seen', async ({
  opened: { page, hub },
}, info) => {
  const traffic = await makeTraffic({ page, hub });
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce', colorScheme: 'dark' });
  const hrefs = await page.locator('nav a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  for (const href of hrefs) {
    await page.locator(`nav a[href="${href}"]`).click();
    await expect(page.locator(`nav a[href="${href}"]`)).toHaveAttribute('aria-current', 'page');
    await page.waitForTimeout(700);
    await walk(page, 12);
    expect.soft(await moving(page), href).toEqual([]);
    for (const size of sizes) {
      await page.setViewportSize(size);
      expect.soft(await overflow(page), `${href} at ${size.width}`).toBeLessThanOrEqual(0);
      await page.screenshot({
        path: `out/screens/own-colours-${href.slice(1)}-${size.width}-${info.project.name}.png`,
      });
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  await page.locator('nav a[href="#live"]').click();
  await rowsOf(page).filter({ hasText: 'OrderShipped' }).last().click();
  expect(await isHighlighted(page, '[role="grid"] [role="row"][aria-selected="true"]')).toBe(true);
  await page.screenshot({ path: `out/screens/own-colours-inspected-${info.project.name}.png` });
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  expect.soft(await moving(page), 'palette').toEqual([]);
  await page.screenshot({ path: `out/screens/own-colours-palette-${info.project.name}.png` });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Columns and rows' }).click();
  await page.keyboard.press('ArrowDown');
  expect.soft(await isHighlighted(page, '[role="menuitem"][data-focused]'), 'menu').toBe(true);
  await page.keyboard.press('Escape');
  traffic.stop();
});

test('at 640 by 400 on a screen of twice the pixels nothing is cut off', async ({ opened: { page, hub } }, info) => {
  const traffic = await makeTraffic({ page, hub });
  const screen = await page.context().newCDPSession(page);
  const size = { width: 640, height: 400, mobile: false, deviceScaleFactor: 2 };
  await screen.send('Emulation.setDeviceMetricsOverride', size);
  expect(await page.evaluate(() => devicePixelRatio)).toBe(2);
  const hrefs = await page.locator('nav a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  for (const href of hrefs) {
    await page.locator(`nav a[href="${href}"]`).click();
    await expect(page.locator(`nav a[href="${href}"]`)).toHaveAttribute('aria-current', 'page');
    expect.soft(await overflow(page), href).toBeLessThanOrEqual(0);
    await page.screenshot({ path: `out/screens/double-${href.slice(1)}-${info.project.name}.png` });
  }
  traffic.stop();
});
