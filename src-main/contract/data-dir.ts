/** What the default depends on; read by whoever has a machine to read it from. */
export interface Machine {
  /** As in process.platform. */
  readonly platform: string;
  /** Home folder of the user. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The folder that the app and the commands share where none is named. */
export function defaultDataDir({ platform, home, env }: Machine): string {
  if (platform === 'darwin') {
    return `${home}/Library/Application Support/Hubbub`;
  }
  if (platform === 'win32') {
    return `${env.LOCALAPPDATA || `${home}\\AppData\\Local`}\\Hubbub`;
  }
  const { XDG_DATA_HOME: data = '' } = env;
  // A path that is not absolute does not count, says the XDG specification.
  return `${data.startsWith('/') ? data : `${home}/.local/share`}/hubbub`;
}
