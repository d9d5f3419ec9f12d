import type { NetworkInterfaceInfo } from 'node:os';
import type { ReachPlace } from '../../contract/reach';

/** The addresses of this computer, as node:os gives them. */
export type Interfaces = () => NodeJS.Dict<readonly NetworkInterfaceInfo[]>;

/** Bridges Docker, Podman, containerd and LXD make on Linux. Docker's desktop app reaches 127.0.0.1 by itself. */
const bridge = /^(docker\d+|br-[0-9a-f]{12}|podman\d+|cni-podman\d+|nerdctl\d+|lxcbr\d+|lxdbr\d+)$/;
/** Ends of the pairs that lead into a container, and other machines' networks: nothing to listen on for either. */
const inner = /^(veth|virbr|tap|tun|wg|utun|awdl|llw|bridge\d)/;

/** Addresses under which containers of this computer see it. */
export function containerPlaces(interfaces: Interfaces): readonly ReachPlace[] {
  return places(interfaces, (name) => bridge.test(name));
}

/** Addresses this computer has in the networks it is in. */
export function networkPlaces(interfaces: Interfaces): readonly ReachPlace[] {
  return places(interfaces, (name) => !bridge.test(name) && !inner.test(name));
}

function places(interfaces: Interfaces, isWanted: (name: string) => boolean): readonly ReachPlace[] {
  return Object.entries(interfaces()).flatMap(([name, list = []]) =>
    isWanted(name)
      ? list.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => ({ name, address }))
      : [],
  );
}
