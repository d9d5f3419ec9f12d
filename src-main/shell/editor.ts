import { MessageChannelMain, shell } from 'electron';
import { editorAddress, readEditorPlace } from '../contract/editor';
import type { EngineCalls } from '../contract/engine-calls';
import type { PortMessage } from '../contract/port';
import type { EngineProcess } from './engine-process';

const patienceMs = 5_000;

/**
 * Opens a line of a project in the person's editor. Only the addresses of known editors, and only files of the folder that
 * is open, as the engine says and not as the page does. False if it was refused, or the system knows no such editor.
 */
export async function openInEditor(asked: unknown, openFolder: () => Promise<string>): Promise<boolean> {
  const place = readEditorPlace(asked);
  const address = place === null ? null : editorAddress(place);
  if (place === null || address === null || place.dir === '' || place.dir !== (await openFolder())) return false;
  return shell.openExternal(address).then(
    () => true,
    () => false,
  );
}

/** The folder whose workspace is open, asked of the engine; '' if there is none, or no answer. */
export function workspaceOf(engine: EngineProcess): Promise<string> {
  const { port1, port2 } = new MessageChannelMain();
  return new Promise<string>((resolve) => {
    const timer = setTimeout(() => resolve(''), patienceMs);
    port2.on('message', ({ data }) => {
      const message = data as PortMessage;
      if (message.type !== 'answer' && message.type !== 'problem') return;
      clearTimeout(timer);
      const output = message.type === 'answer' ? (message.output as EngineCalls['workspace.list']['output']) : null;
      resolve(output?.current ?? '');
    });
    port2.start();
    engine.attach(port1);
    port2.postMessage({ type: 'call', id: 1, name: 'workspace.list', input: undefined } satisfies PortMessage);
  }).finally(() => port2.close());
}
