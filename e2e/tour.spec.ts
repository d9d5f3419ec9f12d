import { expect } from './support/host';
import { addressOf, testWithOther as test } from './support/other-server';
import { prepareTour, screensOf, settled } from './support/screens';

test.use({ opensOnWelcome: true });

const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 640, height: 400 },
];
const themes = ['light', 'dark'] as const;
/** The windows beside the main one, each in the size it opens with. */
const sides = [
  { name: 'inspector-window', part: 'inspector', size: { width: 480, height: 760 } },
  { name: 'mini-window', part: 'mini', size: { width: 320, height: 140 } },
] as const;

/** Only some, for who mends one: their names in TOUR, or behind `npm run tour --`. Each is walked to through those before it. */
const chosen = process.env.TOUR?.split(/[\s,]+/).filter(Boolean) ?? [];
const isShot = (name: string) => chosen.length === 0 || chosen.includes(name);

for (const language of ['en', 'zh-CN'] as const) {
  test(`every screen in ${language}`, async ({ opened, other }) => {
    test.setTimeout(600_000);
    const { page } = opened;
    page.setDefaultTimeout(15_000);
    const shoot = async (screen: string) => {
      if (!isShot(screen)) return;
      for (const size of sizes) {
        await page.setViewportSize(size);
        await settled(page);
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme });
          await page.screenshot({ path: `out/tour/${screen}-${size.width}-${colorScheme}-${language}.png` });
        }
        // More contrast is asked for by the system, in whichever theme it has.
        await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
        await page.screenshot({ path: `out/tour/${screen}-${size.width}-contrast-${language}.png` });
        await page.emulateMedia({ contrast: 'no-preference' });
      }
      await page.setViewportSize({ width: 1280, height: 800 });
    };
    if (language !== 'en') {
      await page.keyboard.press('Control+Comma');
      await page.getByRole('button', { name: /Language/ }).click();
      await page.getByRole('option', { name: '简体中文' }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await page.reload();
    }
    await expect(page.locator('pre').first()).toBeVisible();
    await shoot('welcome');
    await page.getByRole('button', { name: /Open the demo|打开演示/ }).click();
    await expect(page.getByRole('row').filter({ hasText: 'StockLevelChanged' }).first()).toBeVisible();
    const { project, end } = await prepareTour(opened);
    const screens = screensOf({ address: addressOf(other.hub), project });
    const last = Math.max(-1, ...screens.flatMap(({ name }, at) => (isShot(name) ? [at] : [])));
    for (const { name, open } of screens.slice(0, last + 1)) {
      await test.step(name, () => open(page));
      await shoot(name);
    }
    for (const { name, part, size } of sides.filter(({ name }) => isShot(name))) {
      await test.step(name, async () => {
        await screens.find((screen) => screen.name === 'inspected')?.open(page);
        const address = await page.evaluate((part) => `#${part}=${sessionStorage.getItem('hubbub.page')}`, part);
        const [side] = await Promise.all([
          page.context().waitForEvent('page'),
          page.evaluate((address) => void window.open(address, '', 'popup'), address),
        ]);
        await side.setViewportSize(size);
        await expect(side.getByText('OrderShipped').or(side.locator('time')).first()).toBeVisible();
        await settled(side);
        for (const colorScheme of themes) {
          await side.emulateMedia({ colorScheme });
          await side.screenshot({ path: `out/tour/${name}-${size.width}-${colorScheme}-${language}.png` });
        }
        await side.close();
      });
    }
    await end();
  });
}
