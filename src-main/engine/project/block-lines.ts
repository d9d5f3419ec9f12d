import type { HubState } from '../../contract/hub';
import type { ProjectBlock, ProjectBlockLine } from '../../contract/project';
import type { BlockPlan, PlannedLine } from './project-read';

/** What a block points at. */
export interface BlockTarget {
  readonly listeners: HubState['listeners'];
  /** The hub's own app, for a project that has none: id, key and secret in clear. */
  readonly app: { readonly id: string; readonly key: string; readonly secret: string } | null;
}

const dots = '••••••••';
const local = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);
/** The host's name inside Docker; on Linux with `extra_hosts: host.docker.internal:host-gateway`. */
const hostOfContainer = 'host.docker.internal';

interface Written extends ProjectBlockLine {
  readonly clear: string;
}

/** The lines of a plan that say something else than they should, as the page may see them. null if the hub listens nowhere. */
export function blockLines(plan: BlockPlan | null, target: BlockTarget): ProjectBlock | null {
  const written = writtenLines(plan, target);
  return plan === null || written === null
    ? null
    : { file: plan.file, lines: written.map(({ clear: _, ...line }) => line) };
}

/** The same lines in clear, as they are to be pasted. */
export function blockText(plan: BlockPlan | null, target: BlockTarget): string {
  return (writtenLines(plan, target) ?? []).map(({ name, clear }) => `${name}=${clear}`).join('\n');
}

function writtenLines(plan: BlockPlan | null, { listeners, app }: BlockTarget): readonly Written[] | null {
  const addresses = listeners.filter(({ state }) => state === 'listening').map(({ url }) => new URL(url));
  const ports = plan?.lines.filter(({ means }) => 'of' in means && means.of === 'port').map(({ now }) => now) ?? [];
  const usable = addresses.filter(({ hostname }) => !hostname.startsWith('['));
  // One of its ports may be what the project has already.
  const address = usable.find(({ port }) => ports.includes(port)) ?? usable[0] ?? addresses[0];
  if (plan === null || address === undefined) return null;
  return plan.lines.flatMap((line) => {
    const meant = meantBy(line, address, app, plan.isInContainer);
    if (meant === null || isSame(line, meant)) return [];
    const isSecret = 'of' in line.means && line.means.of === 'secret';
    const clear = line.mirrors === undefined ? quoted(meant) : `"\${${line.mirrors}}"`;
    const before = line.now === null || !isSecret ? line.now : dots;
    return [{ name: line.name, value: isSecret ? dots : clear, clear, before, place: line.place }];
  });
}

function meantBy(
  { means, now }: PlannedLine,
  address: URL,
  app: BlockTarget['app'],
  isInContainer: boolean,
): string | null {
  if ('text' in means) return means.text;
  const own = local.has(now ?? '') ? (now ?? '') : address.hostname;
  const urlHost = (url: string | null) =>
    url !== null && /^\w+:\/\/localhost\b/.test(url) ? 'localhost' : address.hostname;
  switch (means.of) {
    case 'serverHost':
      return isInContainer ? hostOfContainer : own;
    case 'host':
      return own;
    case 'port':
      return address.port;
    case 'scheme':
      return address.protocol.replace(':', '');
    case 'mercureServer':
    case 'mercureBrowser': {
      const host = means.of === 'mercureServer' && isInContainer ? hostOfContainer : urlHost(now);
      return `${address.protocol}//${host}:${address.port}/.well-known/mercure`;
    }
    default:
      return app?.[means.of] ?? null;
  }
}

/** A line of the browser's side that only repeats one of the server's comes right with that one. */
function isSame({ now, isMirror }: PlannedLine, meant: string): boolean {
  return isMirror === true || now === meant;
}

/** Values that hold none of what either framework reads as more than text stand as they are. */
function quoted(text: string): string {
  return /^[\w.:/@-]*$/.test(text) ? text : `'${text.replaceAll("'", '')}'`;
}
