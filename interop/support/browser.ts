import { type Browser, chromium } from '@playwright/test';
import { asRoot, needed } from '../../e2e/support/launch';

/** A real browser, for what no library does as it does: its own EventSource, its cookies. @param more arguments of Chromium */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: needed('HUBBUB_CHROMIUM'), args: [...asRoot, '--disable-gpu', ...more] });
}
