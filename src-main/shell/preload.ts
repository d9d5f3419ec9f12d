import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Capabilities } from '../contract/capabilities';

const capabilities: Capabilities = { nativeWindow: true, onTopWindow: true, openExternal: true };

// The page cannot receive a MessagePort through the bridge, only as a message of its own window.
ipcRenderer.on('hubbub:port', ({ ports }) => window.postMessage({ type: 'hubbub:port' }, location.origin, [...ports]));
ipcRenderer.on('hubbub:engine-gone', () => window.postMessage({ type: 'hubbub:engine-gone' }, location.origin));

contextBridge.exposeInMainWorld('hubbubHost', {
  capabilities,
  requestPort: () => ipcRenderer.send('hubbub:request-port'),
  tell: (state: unknown) => ipcRenderer.send('hubbub:state', state),
  chooseFolder: (title: unknown) => ipcRenderer.invoke('hubbub:choose-folder', title),
  openInEditor: (place: unknown) => ipcRenderer.invoke('hubbub:open-in-editor', place),
  // Electron before 29 has no webUtils, and puts the path on the file itself.
  pathOf: (file: File) => webUtils?.getPathForFile?.(file) ?? (file as File & { path?: string }).path ?? '',
  openPart: (part: unknown) => ipcRenderer.send('hubbub:open-part', part),
  showMain: () => ipcRenderer.send('hubbub:show-main'),
  // By the shell: a page that closes its window itself leaves no time to keep its place.
  closePart: () => ipcRenderer.send('hubbub:close-part'),
  // Asked at once: the engine may have failed before there was a page.
  onFailure: (listener: (problem: unknown) => void) => {
    ipcRenderer.on('hubbub:engine-failed', (_event, problem: unknown) => listener(problem));
    ipcRenderer.send('hubbub:ask-failure');
  },
  failureShown: () => ipcRenderer.send('hubbub:failure-shown'),
  chooseAfterFailure: (choice: unknown) => ipcRenderer.send('hubbub:failure-choice', choice),
  onCommand: (listener: (id: string) => void) =>
    ipcRenderer.on('hubbub:command', (_event, id: unknown) => listener(String(id))),
});
