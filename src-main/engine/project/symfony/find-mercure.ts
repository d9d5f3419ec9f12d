import type { ProjectFinding, ProjectPlace, ProjectValue } from '../../../contract/project';
import { finding } from '../project-read';

/** One of `mercure.hubs` in config/packages/mercure.yaml. */
export interface MercureHub {
  readonly name: string;
  readonly url: ProjectValue | null;
  readonly publicUrl: ProjectValue | null;
  readonly secret: ProjectValue | null;
  /** A token that is given as it is. */
  readonly token: ProjectValue | null;
  readonly hasOldSecret: boolean;
  readonly oldSecretPlace: ProjectPlace | null;
  readonly jwtPlace: ProjectPlace | null;
  /** `jwt.publish` is there. */
  readonly publishes: boolean;
  /** A service that makes tokens, null for none. */
  readonly provider: string | null;
}

/** RFC 7518 3.2; lcobucci/jwt 5 refuses shorter ones before anything is sent. */
const shortestSecretBytes = 32;

/** What keeps updates from being published or received, as far as the settings tell. */
export function findMercure(hub: MercureHub): readonly ProjectFinding[] {
  const { name, url, publicUrl, secret, provider } = hub;
  const found: ProjectFinding[] = [];
  if (hub.hasOldSecret) found.push(finding('mercure-jwt-secret', 'warning', { hub: name }, [hub.oldSecretPlace]));
  if (!hub.hasOldSecret && secret !== null && provider === null && !hub.publishes) {
    found.push(finding('mercure-publish-missing', 'warning', { hub: name }, [hub.jwtPlace]));
  }
  const bytes = Buffer.byteLength(secret?.value ?? '');
  if (secret !== null && bytes > 0 && bytes < shortestSecretBytes) {
    const values = { name: secret.name, bits: String(bytes * 8) };
    found.push(finding('mercure-secret-short', 'warning', values, [secret.place]));
  }
  const [one, other] = [hostOf(url), hostOf(publicUrl)];
  if (one !== '' && other !== '' && one !== other) {
    const values = { server: url?.value ?? '', browser: publicUrl?.value ?? '' };
    const isLocal = [one, other].every((host) => ['localhost', '127.0.0.1'].includes(host));
    found.push(
      finding(isLocal ? 'mercure-hosts-differ' : 'browser-route-differs', 'note', values, [
        url?.place,
        publicUrl?.place,
      ]),
    );
  }
  return found;
}

function hostOf(url: ProjectValue | null): string {
  try {
    return new URL(url?.value ?? '').hostname;
  } catch {
    return '';
  }
}
