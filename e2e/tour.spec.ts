import type { Page } from '@playwright/test';
import { expect, test } from './support/host';

test.use({ opensOnWelcome: true });

const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 640, height: 400 },
];
const themes = ['light', 'dark'] as const;

/** What a person would do to see each screen, from whatever screen is there, and what is there when it is. */
const screens: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  live: async (page) => {
    await page.locator('nav a[href="#live"]').click();
    await expect(page.getByRole('row').filter({ hasText: 'StockLevelChanged' }).first()).toBeVisible();
  },
  clients: async (page) => {
    await page.locator('nav a[href="#clients"]').click();
    await expect(page.getByRole('row').filter({ hasText: 'demo.test' })).toHaveCount(3);
  },
  statistics: async (page) => {
    await page.locator('nav a[href="#statistics"]').click();
    await expect(page.getByRole('table').filter({ hasText: 'private-orders.7' })).toBeVisible();
  },
  settings: async (page) => {
    await page.locator('nav a[href="#settings"]').click();
    await expect(page.getByRole('row').filter({ hasText: 'your_app_key' })).toBeVisible();
  },
  palette: async (page) => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('menuitem').first()).toBeVisible();
  },
};

for (const language of ['en', 'zh-CN'] as const) {
  test(`every screen in ${language}`, async ({ opened: { page } }) => {
    test.setTimeout(300_000);
    const shoot = async (screen: string) => {
      for (const size of sizes) {
        await page.setViewportSize(size);
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme });
          await page.screenshot({ path: `out/tour/${screen}-${size.width}-${colorScheme}-${language}.png` });
        }
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
    for (const [screen, open] of Object.entries(screens)) {
      await open(page);
      await shoot(screen);
    }
  });
}
