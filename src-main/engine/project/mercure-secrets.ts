import type { ProtocolSettings } from '../protocols';
import { defaultMercure, type RoleKeys } from '../protocols/mercure/settings';
import { projectFiles } from './project-files';

type Mercure = NonNullable<ProtocolSettings['mercure']>;

/** Settings of the hub with the secrets of a project's Mercure beside its own, so that its tokens are taken as they are. */
export async function withSecretsOf(dir: string, protocols: ProtocolSettings): Promise<ProtocolSettings> {
  const { readProject } = await import('./read-project');
  const { mercureSecrets } = await readProject(dir, projectFiles(dir));
  const { mercure = defaultMercure } = protocols;
  const publisher = withSecrets(mercure.publisher, mercureSecrets);
  const subscriber = withSecrets(mercure.subscriber, mercureSecrets);
  return { ...protocols, mercure: { ...mercure, publisher, subscriber } };
}

/** Whether tokens that are signed with a secret are taken from publishers. */
export function takesSecret(mercure: Mercure = defaultMercure): (secret: string) => boolean {
  const { publisher } = mercure;
  // A set of keys at an address may hold any; who publishes without a role is told by the hub itself.
  return (secret) => publisher === null || publisher.jwksUrl !== undefined || publisher.secrets.includes(secret);
}

/** A public key, and keys at an address, stand alone: a shared secret beside them would be for another algorithm. */
function withSecrets(role: RoleKeys | null, secrets: readonly string[]): RoleKeys | null {
  if (role === null || role.jwksUrl !== undefined || !role.algorithm.startsWith('HS')) return role;
  return { ...role, secrets: [...new Set([...role.secrets, ...secrets])] };
}
