import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron';
import { menuWords, type ShellState } from '../contract/shell-calls';

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
  const words = state?.words ?? menuWords;
  const openDataFolder: MenuItemConstructorOptions = {
    label: words.dataFolder,
    click: () => void shell.openPath(dataDir),
  };
  const template: MenuItemConstructorOptions[] = [
    ...(isMac
      ? [{ role: 'appMenu' } as const]
      : [
          {
            label: words.file,
            submenu: [{ label: state?.quit.quit ?? 'Quit', accelerator: 'Ctrl+Q', click: acts.quit }],
          },
        ]),
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        { type: 'separator' },
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'zoomIn', label: words.zoomIn },
        // Plus needs Shift on many keyboards, and the number pad has keys of its own.
        alias('zoomIn', 'CommandOrControl+='),
        alias('zoomIn', 'CommandOrControl+numadd'),
        { role: 'zoomOut', label: words.zoomOut },
        alias('zoomOut', 'CommandOrControl+numsub'),
        { role: 'resetZoom', label: words.actualSize },
        alias('resetZoom', 'CommandOrControl+num0'),
        { type: 'separator' },
        { role: 'togglefullscreen', label: words.fullScreen },
        { role: 'toggleDevTools', label: words.developerTools },
      ],
    },
    ...(state === null ? [] : [commandsMenu(state, acts)]),
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    {
      role: 'help',
      label: words.help,
      submenu: [openDataFolder, ...(isMac ? [] : [{ role: 'about', label: words.about } as const])],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Every command the page has, by part; what is not on offer now cannot be chosen. Its keys are only shown: the page hears them itself. */
function commandsMenu({ commands, menus }: ShellState, { run }: MenuActs): MenuItemConstructorOptions {
  return {
    label: commands,
    submenu: menus.map(({ title, items }) => ({
      label: title,
      submenu: items.map(({ id, title: label, accelerator, isOffered }) => ({
        label: label.replaceAll('&', '&&'),
        enabled: isOffered,
        registerAccelerator: false,
        click: () => run(id),
        ...(accelerator === null ? {} : { accelerator }),
      })),
    })),
  };
}
