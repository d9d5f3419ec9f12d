import type { Page } from '@playwright/test';

export const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 640, height: 400 },
];

/** Wider or higher than the window is broken, px: nothing may be cut off, and the page as a whole never scrolls. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return Math.max(scrollWidth - clientWidth, scrollHeight - clientHeight);
  });
}
