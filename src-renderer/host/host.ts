import type { Capabilities } from '../../src-main/contract/capabilities';
import type { EditorPlace } from '../../src-main/contract/editor';
import type { Port } from '../../src-main/contract/port';
import type { Problem } from '../../src-main/contract/problem';
import type { FailureChoice, ShellState } from '../../src-main/contract/shell-calls';
import type { SidePart } from '../../src-main/contract/window-part';

/** Where the page runs. */
export interface Host {
  readonly capabilities: Capabilities;
  /** A new port to the engine; rejects if there is none now. */
  openPort(): Promise<Port>;
  /** Opens a window beside the main one, or brings it to the front; false if that was refused. */
  openPart(part: SidePart): boolean;
  /** From a window beside it: brings the main one to the front, as far as the system allows. */
  showMain(): void;
  /** From a window beside the main one: closes it. */
  closePart(): void;
  /** Tells the window what belongs into its menu and tray; absent where there is no window of our own. */
  tell?(state: ShellState): void;
  /** The folder a person chose in the system's dialog, null for none; absent where there is no such dialog. */
  chooseFolder?(title: string): Promise<string | null>;
  /** Path of a file or folder that was dropped on the page; '' where the host does not tell. */
  pathOf?(file: File): string;
  /** False if it was refused. Absent where a link has to do. */
  openInEditor?(place: EditorPlace): Promise<boolean>;
  /**
   * Told why the engine runs no more and is not started again, null once it is; at once, and whenever that changes. Absent where
   * the host does not start the engine, as the other two are.
   */
  onFailure?(listener: (problem: Problem | null) => void): void;
  /** The failure is on the screen: the host has no need to say it itself. */
  failureShown?(): void;
  chooseAfterFailure?(choice: FailureChoice): void;
  /** Told when a command was chosen in the window's menu. */
  onCommand?(listener: (id: string) => void): void;
}
