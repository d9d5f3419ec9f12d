import { networkInterfaces } from 'node:os';
import { isLoopback } from '../hub/this-computer';

/** Names that never lead to somebody else's machine: reserved for tests (RFC 2606, RFC 6761), or of local tools. */
const testEndings = ['.test', '.localhost', '.example', '.invalid', '.local', '.internal', '.ddev.site', '.lndo.site'];

/** Whether a host is this computer, or has a name for tests. '' is: nothing is dialled. */
export function isOwnOrTest(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (name === '' || name === 'localhost' || isLoopback(name)) return true;
  if (testEndings.some((ending) => name.endsWith(ending))) return true;
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === name));
}
