import { join } from 'node:path';
import { app, Menu, nativeImage, Tray } from 'electron';
import type { ShellState } from '../contract/shell-calls';

/** The sign in the system's bar: the hub's state, and the way to the window. Not every desktop has such a bar. */
export class HubTray {
  private tray: Tray | null = null;

  constructor(
    private readonly acts: { readonly show: () => void; readonly mini: () => void; readonly quit: () => void },
  ) {}

  tell({ hub, show, mini, quit }: ShellState): void {
    try {
      this.tray ??= this.create();
      this.tray.setToolTip(hub);
      this.tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: hub, enabled: false },
          { type: 'separator' },
          { label: show, click: this.acts.show },
          { label: mini, click: this.acts.mini },
          { label: quit.quit, click: this.acts.quit },
        ]),
      );
    } catch {
      // The window is there all the same.
    }
  }

  private create(): Tray {
    const image = nativeImage.createFromPath(join(app.getAppPath(), 'assets', 'icons', '24x24.png'));
    const tray = new Tray(image);
    tray.on('click', this.acts.show);
    return tray;
  }
}
