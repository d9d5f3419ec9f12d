import { membersOf, parseJson } from '../../../../contract/json-text';
import type { ClientContext, ResolvedProfile } from '../../../clients/client-side';
import { tlsOf } from '../../../clients/tls-fields';
import { detailType } from '../modern-claims';

/** How a hub of 1.0 describes itself (RFC 9728); '' where it does not say. */
export interface HubMetadata {
  /** The first of those whose tokens it takes. */
  readonly issuer: string;
  /** What a token has to name as `aud`. */
  readonly resource: string;
  /** Name of the cookie a token may be in. */
  readonly cookie: string;
  /** It takes rights as Mercure writes them, so it is a hub and no other resource. */
  readonly isMercure: boolean;
  /** A hub of ours that speaks 0.x as well. */
  readonly isClassicToo: boolean;
}

/** null where there is none, as beside a hub of 0.x. Rejects with a ProblemError where nothing answers. */
export async function readMetadata(
  context: ClientContext,
  profile: ResolvedProfile,
  hub: string,
): Promise<HubMetadata | null> {
  const { origin, pathname } = new URL(hub);
  const { status, body } = await context.dial.fetch({
    url: `${origin}/.well-known/oauth-protected-resource${pathname}`,
    tls: tlsOf(profile),
  });
  const told = membersOf(status === 200 ? parseJson(body.toString()) : undefined);
  // The one member that has to be there: an application may answer any path with some JSON.
  if (typeof told.resource !== 'string') return null;
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const [issuer] = list(told.authorization_servers);
  const cookie = told.mercure_cookie;
  return {
    issuer: typeof issuer === 'string' ? issuer : '',
    resource: told.resource,
    cookie: typeof cookie === 'string' ? cookie : '',
    isMercure: list(told.authorization_details_types_supported).includes(detailType),
    isClassicToo: list(told.hubbub_dialects).includes('0.x'),
  };
}
