import { BlockList, isIP } from 'node:net';

/**
 * What the hub's own authority may speak for: names that no host of the internet has (RFC 6761, 6762, 8375, and `internal`,
 * which ICANN keeps free), and addresses of this computer and of private networks.
 */
export const permittedNames = ['localhost', 'test', 'local', 'internal', 'home.arpa', 'lan'] as const;
export const permittedNetworks = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
] as const;

const networks = new BlockList();
for (const network of permittedNetworks) {
  const [address = '', bits] = network.split('/');
  networks.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
const hostName = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether the authority may sign for a host or an address, in lower case. */
export function isPermitted(host: string): boolean {
  const family = isIP(host);
  if (family !== 0) {
    return networks.check(host, family === 6 ? 'ipv6' : 'ipv4');
  }
  return hostName.test(host) && permittedNames.some((name) => host === name || host.endsWith(`.${name}`));
}
