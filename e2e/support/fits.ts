import type { Page } from '@playwright/test';

export const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 640, height: 400 },
];

/** Wider than the window is broken: nothing may be cut off at the side. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
