import { app, type Session, type WebContents } from 'electron';
import { pageOrigin } from './page-protocol';

/**
 * Writing what the user copies (the browser itself asks for a click or a key press first), and notices on the desktop, which
 * the page shows only of what a person told it to wait for.
 */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'notifications']);

const isPage = (url: string) => url === pageOrigin || url.startsWith(`${pageOrigin}/`);

/**
 * Before the app is ready: whatever the page is made to run, it stays on its own address, in a sandbox, without
 * windows, frames, devices or permissions of its own.
 */
export function hardenApp(): void {
  // Electron would drop --no-sandbox here, and root cannot start a sandbox.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('session-created', refusePermissions);
  app.on('web-contents-created', (_, contents) => keepOnPage(contents));
}

function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_, permission, answer, { requestingUrl }) =>
    answer(allowed.has(permission) && isPage(requestingUrl)),
  );
  session.setPermissionCheckHandler((_, permission, origin) => allowed.has(permission) && isPage(origin));
  session.setDevicePermissionHandler(() => false);
}

function keepOnPage(contents: WebContents): void {
  const stay = (event: { preventDefault(): void }, url: string) => {
    if (!isPage(url)) event.preventDefault();
  };
  // The page's own navigation is one of a frame too.
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
