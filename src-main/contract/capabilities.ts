/** What a host can do. The page asks for these, never for the host's name. */
export interface Capabilities {
  /** True if the host has a window of its own: menus, tray, notifications of the system. */
  readonly nativeWindow: boolean;
  /** True if the host can keep a small window above all others. */
  readonly onTopWindow: boolean;
  /** True if the host opens an editor itself, and chooses folders with the system's own dialog. */
  readonly openExternal: boolean;
}
