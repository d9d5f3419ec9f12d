import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron';

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
export function installMenu(dataDir: string): void {
  app.setAboutPanelOptions({ applicationName: app.getName(), applicationVersion: app.getVersion() });
  const openDataFolder: MenuItemConstructorOptions = {
    label: 'Open data folder',
    click: () => void shell.openPath(dataDir),
  };
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : [{ label: '&File', submenu: [{ role: 'quit' as const }] }]),
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
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    {
      role: 'help',
      label: '&Help',
      submenu: [openDataFolder, ...(isMac ? [] : [{ role: 'about' } as const])],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
