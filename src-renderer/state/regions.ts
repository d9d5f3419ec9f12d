/** Parts of the screen the keyboard can go to; in a view other than Live its own name, or the whole of it. */
export type RegionName =
  | 'view'
  | 'channels'
  | 'filter'
  | 'timeline'
  | 'inspector'
  | 'session'
  | 'composer'
  | 'clients'
  | 'client-list'
  | 'client'
  | 'statistics'
  | 'mercure'
  | 'settings'
  | 'welcome'
  | 'project';

const elements = new Map<RegionName, HTMLElement>();

/** As a ref: names the element that takes the focus for a region. */
export function regionRef(name: RegionName): (element: HTMLElement | null) => void {
  return (element) => {
    if (element === null) elements.delete(name);
    else elements.set(name, element);
  };
}

/** False if there is no such part now. */
export function focusRegion(name: RegionName): boolean {
  const element = elements.get(name);
  element?.focus();
  return element !== undefined;
}
