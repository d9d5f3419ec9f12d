import type { BrowserWindow } from 'electron';
import { hashOf, readSidePart, type SidePart } from '../contract/window-part';
import { openWindow, type WindowKind } from './window';

const kinds: Readonly<Record<SidePart['name'], WindowKind>> = {
  inspector: {
    placeFile: 'inspector.json',
    size: { width: 480, height: 760 },
    least: { width: 320, height: 320 },
  },
  mini: {
    placeFile: 'mini.json',
    size: { width: 320, height: 140 },
    least: { width: 240, height: 120 },
    isOnTop: true,
  },
};

/** The windows beside the main one: parts of the same page, with the same preload and as shut in as it is. */
export class SideWindows {
  private readonly open = new Map<SidePart['name'], { readonly window: BrowserWindow; readonly of: string }>();

  constructor(
    private readonly preload: string,
    private readonly dataDir: string,
  ) {}

  /** Opens a part by its name, or brings it to the front. @param asked what the page sent */
  show(asked: unknown): void {
    const part = readSidePart(asked);
    if (part === null) return;
    const known = this.open.get(part.name);
    if (known?.of === part.of) {
      if (known.window.isMinimized()) known.window.restore();
      known.window.show();
      return;
    }
    // Of a main page that is no more.
    known?.window.destroy();
    const window = openWindow(this.preload, this.dataDir, kinds[part.name], hashOf(part));
    this.open.set(part.name, { window, of: part.of });
    window.on('closed', () => {
      if (this.open.get(part.name)?.window === window) this.open.delete(part.name);
    });
  }

  all(): readonly BrowserWindow[] {
    return [...this.open.values()].map(({ window }) => window).filter((window) => !window.isDestroyed());
  }

  closeAll(): void {
    for (const window of this.all()) window.close();
  }
}
