/** Below this, systems with Unix's rules let only the administrator listen. */
const firstFreePort = 1_024;

/**
 * How a program that may not listen on a port is let: what the system at hand has for it, as words and a line to paste. The
 * page of a tutorial may have the port in it (`http://localhost/.well-known/mercure`), so another one is no answer for all.
 */
export function lowPortRemedy(port: number, platform: NodeJS.Platform, program: string): string {
  if (port >= firstFreePort && platform !== 'win32') {
    return 'Choose another port.';
  }
  switch (platform) {
    case 'linux':
      return (
        `Let this program listen there: sudo setcap cap_net_bind_service=+ep ${quoted(program)}. Or let every program, until ` +
        `the next start: sudo sysctl net.ipv4.ip_unprivileged_port_start=${port}. Else choose a port above 1023.`
      );
    case 'darwin':
      return (
        `macOS lets programs listen on port ${port} of all addresses only. Pass the port on instead, until the next start: ` +
        `echo "rdr pass on lo0 inet proto tcp from any to 127.0.0.1 port ${port} -> 127.0.0.1 port 6001" | sudo pfctl -ef -`
      );
    case 'win32':
      return (
        `Windows keeps port ${port} for another service, often IIS or http.sys. See which: netsh http show servicestate, and ` +
        `netsh interface ipv4 show excludedportrange protocol=tcp. Stop it as administrator (net stop http), or choose another port.`
      );
    default:
      return 'Choose a port above 1023.';
  }
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replace(/'/g, "'\\''")}'`;
}
