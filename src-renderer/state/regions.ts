/** Parts of the screen the keyboard can go to. */
export type RegionName = 'channels' | 'filter' | 'timeline' | 'inspector' | 'composer';

const elements = new Map<RegionName, HTMLElement>();

/** As a ref: names the element that takes the focus for a region. */
export function regionRef(name: RegionName): (element: HTMLElement | null) => void {
  return (element) => {
    if (element === null) elements.delete(name);
    else elements.set(name, element);
  };
}

export function focusRegion(name: RegionName): void {
  elements.get(name)?.focus();
}
