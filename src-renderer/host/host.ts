import type { Capabilities } from '../../src-main/contract/capabilities';
import type { Port } from '../../src-main/contract/port';
import type { ShellState } from '../../src-main/contract/shell-calls';

/** Where the page runs. */
export interface Host {
  readonly capabilities: Capabilities;
  /** A new port to the engine; rejects if there is none now. */
  openPort(): Promise<Port>;
  /** Tells the window what belongs into its menu and tray; absent where there is no window of our own. */
  tell?(state: ShellState): void;
  /** Told when a command was chosen in the window's menu. */
  onCommand?(listener: (id: string) => void): void;
}
