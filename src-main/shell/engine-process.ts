import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';

export interface EngineProcess {
  /** Hands the engine its end of a window's port. */
  attach(port: MessagePortMain): void;
  onGone(listener: () => void): void;
  /** Asks the engine to end in order; resolves when it has. */
  close(): Promise<void>;
}

/** Starts the engine in a process of its own, so that load or a crash there never freezes a window. */
export function startEngine(file: string, args: readonly string[]): EngineProcess {
  const child: UtilityProcess = utilityProcess.fork(file, [...args], { serviceName: 'Hubbub engine' });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    attach: (port) => child.postMessage('port', [port]),
    onGone: (listener) => void gone.then(listener),
    async close() {
      child.postMessage('close');
      await gone;
    },
  };
}
