import type { Page } from '@playwright/test';
import { publish, rowsOf } from './clients';
import { expect } from './host';

export const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });

/** Opens the first of two messages in the inspector. */
export async function atOrders({ page, hub }: { page: Page; hub: URL }): Promise<void> {
  await publish(hub, 'OrderPlaced');
  await publish(hub, 'OrderShipped');
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toBeVisible();
  await rowsOf(page).filter({ hasText: 'OrderPlaced' }).click();
  await expect(inspector(page).getByRole('heading', { name: 'OrderPlaced' })).toBeVisible();
}

/** Into a window of its own, by `act`. */
export async function tornOff(page: Page, act: () => Promise<void>): Promise<Page> {
  const [own] = await Promise.all([page.context().waitForEvent('page'), act()]);
  await expect(inspector(own).getByRole('heading', { level: 2 })).toBeVisible();
  await expect(inspector(page)).toHaveCount(0);
  return own;
}

export const byButton = (page: Page) =>
  tornOff(page, () => page.getByRole('button', { name: 'Inspector in a window of its own' }).click());
