import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** In device-independent pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a window was when it was closed; `area` is the one it has when it is not maximized. */
export interface WindowPlace {
  readonly area: Area;
  readonly maximized: boolean;
}

/** As much of the title bar as one needs to drag a window: a strip at its top. */
const grip = { width: 96, height: 24 };

function overlap(a: Area, b: Area): { readonly width: number; readonly height: number } {
  return {
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  };
}

/**
 * The place to open a window at, given the screens there are now: null if it would be out of reach, and no larger than
 * the screen it is on.
 */
export function reachable(place: WindowPlace, screens: readonly Area[]): WindowPlace | null {
  const { area } = place;
  const screen = screens.find((candidate) => {
    const { width, height } = overlap({ ...area, height: grip.height }, candidate);
    return width >= grip.width && height >= grip.height;
  });
  if (screen === undefined) return null;
  return {
    ...place,
    area: { ...area, width: Math.min(area.width, screen.width), height: Math.min(area.height, screen.height) },
  };
}

/** The place that was kept; null if none was, or if the file says something else. */
export function readPlace(file: string): WindowPlace | null {
  try {
    const { area, maximized } = JSON.parse(readFileSync(file, 'utf8')) as WindowPlace;
    const { x, y, width, height } = area;
    const isArea = [x, y, width, height].every(Number.isSafeInteger) && width > 0 && height > 0;
    return isArea ? { area: { x, y, width, height }, maximized: maximized === true } : null;
  } catch {
    return null;
  }
}

/** Keeps a place. One that cannot be kept is no reason to bother anybody: the next window opens at its default. */
export function keepPlace(file: string, place: WindowPlace): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(place));
    renameSync(`${file}.new`, file);
  } catch {}
}
