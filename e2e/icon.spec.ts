import { expect, test } from './support/host';

test('the page has an icon that its policy lets through', async ({ opened: { page } }) => {
  const width = await page.evaluate(async () => {
    const picture = new Image();
    picture.src = document.querySelector<HTMLLinkElement>('link[rel=icon]')?.href ?? '';
    await picture.decode();
    return picture.naturalWidth;
  });
  expect(width).toBeGreaterThan(0);
});
