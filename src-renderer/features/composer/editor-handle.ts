export interface EditorHandle {
  /** `at`: where to put the caret, UTF-16 units from the start. */
  focus(at?: number): void;
}
