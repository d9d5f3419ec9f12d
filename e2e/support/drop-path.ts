import type { Page } from '@playwright/test';

/**
 * Drags a file or folder of this computer from outside onto the middle of the window, as the system does: the page gets a real
 * DataTransfer whose file has a path. `isHeld`: it is not let go yet.
 */
export async function dropPath(page: Page, path: string, { isHeld = false } = {}): Promise<{ letGo(): Promise<void> }> {
  const devtools = await page.context().newCDPSession(page);
  const [width, height] = await page.evaluate(() => [window.innerWidth, window.innerHeight] as const);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const act = async (type: 'dragEnter' | 'dragOver' | 'drop') => {
    await devtools.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
  };
  const letGo = async () => {
    await act('drop');
    await devtools.detach();
  };
  await act('dragEnter');
  await act('dragOver');
  if (!isHeld) await letGo();
  return { letGo };
}
