import { expect } from './support/host';
import { addressOf, testWithOther as test } from './support/other-server';
import { prepareTour, screensOf } from './support/screens';

test.use({ opensOnWelcome: true });

const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 640, height: 400 },
];
const themes = ['light', 'dark'] as const;

for (const language of ['en', 'zh-CN'] as const) {
  test(`every screen in ${language}`, async ({ opened, other }) => {
    test.setTimeout(600_000);
    const { page } = opened;
    const shoot = async (screen: string) => {
      for (const size of sizes) {
        await page.setViewportSize(size);
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
    for (const { name, open } of screensOf({ address: addressOf(other.hub), project })) {
      await open(page);
      await shoot(name);
    }
    await end();
  });
}
