import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron';
import type { ShellState } from '../contract/shell-calls';

export interface MenuActs {
  /** Runs a command of the page. */
  readonly run: (id: string) => void;
  /** Quits, after asking where that is due. */
  readonly quit: () => void;
}

const isMac = process.platform === 'darwin';

/** Works while it is not shown: the same act under a second key. */
const alias = (role: 'zoomIn' | 'zoomOut' | 'resetZoom', accelerator: string): MenuItemConstructorOptions => ({
  role,
  accelerator,
  visible: false,
  acceleratorWorksWhenHidden: true,
});

/**
 * The application's menu. It leaves the page its keys (Ctrl+R, Ctrl+P, Ctrl+L and the like), so there is no Reload;
 * what it takes is asked of the page first.
 */
export function installMenu(dataDir: string, acts: MenuActs, state: ShellState | null = null): void {
  app.setAboutPanelOptions({ applicationName: app.getName(), applicationVersion: app.getVersion() });
  const openDataFolder: MenuItemConstructorOptions = {
    label: 'Open data folder',
    click: () => void shell.openPath(dataDir),
  };
  const template: MenuItemConstructorOptions[] = [
    ...(isMac
      ? [{ role: 'appMenu' } as const]
      : [
          { label: '&File', submenu: [{ label: state?.quit.quit ?? 'Quit', accelerator: 'Ctrl+Q', click: acts.quit }] },
        ]),
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll', label: 'Select all' },
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'zoomIn', label: 'Zoom in' },
        // Plus needs Shift on many keyboards, and the number pad has keys of its own.
        alias('zoomIn', 'CommandOrControl+='),
        alias('zoomIn', 'CommandOrControl+numadd'),
        { role: 'zoomOut', label: 'Zoom out' },
        alias('zoomOut', 'CommandOrControl+numsub'),
        { role: 'resetZoom', label: 'Actual size' },
        alias('resetZoom', 'CommandOrControl+num0'),
        { type: 'separator' },
        { role: 'togglefullscreen', label: 'Full screen' },
        { role: 'toggleDevTools', label: 'Developer tools' },
      ],
    },
    ...(state === null ? [] : [commandsMenu(state, acts)]),
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    {
      role: 'help',
      label: '&Help',
      submenu: [openDataFolder, ...(isMac ? [] : [{ role: 'about' } as const])],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Every command the page has on offer, by part. Its keys are only shown: the page hears them itself. */
function commandsMenu({ commands, menus }: ShellState, { run }: MenuActs): MenuItemConstructorOptions {
  return {
    label: commands,
    submenu: menus.map(({ title, items }) => ({
      label: title,
      submenu: items.map(({ id, title: label, accelerator }) => ({
        label: label.replaceAll('&', '&&'),
        registerAccelerator: false,
        click: () => run(id),
        ...(accelerator === null ? {} : { accelerator }),
      })),
    })),
  };
}
