import type { Capabilities } from '../../src-main/contract/capabilities';
import type { EditorPlace } from '../../src-main/contract/editor';
import { readProblem } from '../../src-main/contract/problem';
import type { FailureChoice, ShellState } from '../../src-main/contract/shell-calls';
import type { SidePart } from '../../src-main/contract/window-part';
import type { Host } from './host';
import { Inbox } from './inbox';

/** What the preload script exposes. */
export interface ElectronBridge {
  readonly capabilities: Capabilities;
  requestPort(): void;
  tell(state: ShellState): void;
  onCommand(listener: (id: string) => void): void;
  openPart(part: SidePart): void;
  showMain(): void;
  closePart(): void;
  chooseFolder(title: string): Promise<string | null>;
  pathOf(file: File): string;
  openInEditor(place: EditorPlace): Promise<boolean>;
  onFailure(listener: (problem: unknown) => void): void;
  failureShown(): void;
  chooseAfterFailure(choice: FailureChoice): void;
}

declare global {
  interface Window {
    readonly hubbubHost?: ElectronBridge;
  }
}

/** The page in Hubbub's own window. Ports arrive as messages of the window, and so does the news that the engine is gone. */
export function createElectronHost(bridge: ElectronBridge): Host {
  let current: Inbox | null = null;
  let take: ((port: MessagePort) => void) | null = null;
  window.addEventListener('message', ({ source, data, ports }) => {
    if (source !== window) return;
    if (data?.type === 'hubbub:engine-gone') current?.end();
    const [port] = ports;
    if (data?.type === 'hubbub:port' && port !== undefined) take?.(port);
  });
  return {
    capabilities: bridge.capabilities,
    openPart: (part) => {
      bridge.openPart(part);
      return true;
    },
    showMain: () => bridge.showMain(),
    closePart: () => bridge.closePart(),
    tell: (state) => bridge.tell(state),
    onCommand: (listener) => bridge.onCommand(listener),
    chooseFolder: (title) => bridge.chooseFolder(title),
    pathOf: (file) => bridge.pathOf(file),
    openInEditor: (place) => bridge.openInEditor(place),
    onFailure: (listener) => bridge.onFailure((problem) => listener(readProblem(problem))),
    failureShown: () => bridge.failureShown(),
    chooseAfterFailure: (choice) => bridge.chooseAfterFailure(choice),
    openPort: () =>
      new Promise((resolve) => {
        take = (port) => {
          const inbox = new Inbox();
          current = inbox;
          port.onmessage = ({ data }) => inbox.take(data);
          resolve(inbox.port({ post: (message) => port.postMessage(message), close: () => port.close() }));
        };
        bridge.requestPort();
      }),
  };
}
