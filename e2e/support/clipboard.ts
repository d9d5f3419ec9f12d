import type { Page } from '@playwright/test';

/** What the clipboard holds, by pasting it where text goes; line breaks do not. */
export async function pasted(page: Page): Promise<string> {
  const field = page.getByRole('searchbox', { name: 'Find a channel' });
  await field.fill('');
  await field.press('ControlOrMeta+v');
  const text = await field.inputValue();
  await field.fill('');
  return text;
}
