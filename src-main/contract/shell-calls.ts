/** An item of the window's menu: a command of the page with its key, in Electron's words ('CommandOrControl+Shift+P'). */
export interface ShellMenuItem {
  readonly id: string;
  readonly title: string;
  /** Only shown: the page hears its keys itself. null for none. */
  readonly accelerator: string | null;
  /** False while there is nothing to do it to: shown, and not to be chosen. */
  readonly isOffered: boolean;
}

/** Commands of one part of the page. */
export interface ShellMenu {
  readonly title: string;
  readonly items: readonly ShellMenuItem[];
}

/** The window's own words in its menu, as they are until the page has told others. */
export const menuWords = {
  file: '&File',
  edit: '&Edit',
  view: '&View',
  help: '&Help',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  actualSize: 'Actual size',
  fullScreen: 'Full screen',
  developerTools: 'Developer tools',
  dataFolder: 'Open data folder',
  about: 'About Hubbub',
} as const;
export type MenuWord = keyof typeof menuWords;

/** What the page tells its window, as often as it changes. */
export interface ShellState {
  /** Title of the menu that holds the others. */
  readonly commands: string;
  readonly menus: readonly ShellMenu[];
  readonly words: Readonly<Record<MenuWord, string>>;
  /** Clients of the hub that are connected now. */
  readonly clients: number;
  /** 'Hub 127.0.0.1:6001 running, 3 clients' */
  readonly hub: string;
  readonly quit: { readonly message: string; readonly detail: string; readonly quit: string; readonly stay: string };
  readonly show: string;
  /** Title of the command that opens the mini window. */
  readonly mini: string;
}

/** What a person can choose when the engine failed for good: to start it again, or the end. */
export const failureChoices = ['again', 'quit'] as const;
export type FailureChoice = (typeof failureChoices)[number];

const most = 300;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 500;

/** What came from a page, checked; null if it is no ShellState. */
export function readShellState(value: unknown): ShellState | null {
  const { commands, menus, words, clients, hub, quit, show, mini } = (value ?? {}) as ShellState;
  const menuTexts = (Object.keys(menuWords) as MenuWord[]).map((word) => words?.[word]);
  const texts = [commands, ...menuTexts, hub, show, mini, quit?.message, quit?.detail, quit?.quit, quit?.stay];
  if (!texts.every(isText) || !Number.isSafeInteger(clients) || !Array.isArray(menus)) return null;
  const items = menus.flatMap((menu: ShellMenu) => (Array.isArray(menu?.items) ? menu.items : [null]));
  const isItem = (item: ShellMenuItem | null) =>
    isText(item?.id) &&
    isText(item.title) &&
    typeof item.isOffered === 'boolean' &&
    (item.accelerator === null || isText(item.accelerator));
  const isFine = items.length <= most && items.every(isItem) && menus.every((menu: ShellMenu) => isText(menu.title));
  return isFine ? { commands, menus, words, clients, hub, quit, show, mini } : null;
}
