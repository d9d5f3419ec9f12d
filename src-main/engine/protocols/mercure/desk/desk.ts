import type { ConnectionSummary } from '../../../../contract/hub';
import { limits } from '../../../../contract/limits';
import type {
  MatchedSubscriber,
  MatchReport,
  MercureDialect,
  MintedToken,
  MintInput,
  TokenAction,
  TokenReport,
} from '../../../../contract/mercure';
import { ProblemError } from '../../../../contract/problem';
import { fixedKeys } from '../hub/key-ring';
import { hubPath, protocol } from '../hub/names';
import { verifiersOf } from '../hub/verifiers';
import { mintToken } from '../mint/mint';
import { signingKey } from '../mint/signing-key';
import type { MercureSettings } from '../settings';
import { namedSelector } from '../topic-selector';
import { checkToken } from './check-token';
import { matchTopic } from './match';

export interface MercureDesk {
  match(selector: string, topic: string, dialect: MercureDialect): MatchReport;
  check(token: string, action: TokenAction, topic: string): Promise<TokenReport>;
  /** Rejects with a ProblemError 'bad-input', or 'refused' where the hub itself has no secret to sign with. */
  mint(input: MintInput): Promise<MintedToken>;
}

export interface DeskParts {
  readonly settings: () => MercureSettings;
  readonly connections: () => readonly ConnectionSummary[];
  /** Where the hub can be asked: `http://127.0.0.1:6001`. */
  readonly origins: () => readonly string[];
  readonly nowMs: () => number;
}

/** Answers questions about tokens and selectors by the rules the hub has now. */
export function createMercureDesk({ settings, connections, origins, nowMs }: DeskParts): MercureDesk {
  const audiences = () => {
    const { resourceIdentifier } = settings();
    return resourceIdentifier === '' ? origins().map((one) => `${one}${hubPath}`) : [resourceIdentifier];
  };
  return {
    match(selector, topic, dialect) {
      const found = subscribersOf(connections(), topic);
      const subscribers = found.slice(0, limits.matchedSubscribers);
      return { ...matchTopic(selector, topic, dialect), subscribers, count: found.length };
    },
    check(text, action, topic) {
      const now = settings();
      const { publisher, subscriber, dialect } = now;
      // Keys of a JWK Set are fetched by the hub alone; a token of theirs ends at the signature here.
      const verifier = verifiersOf(now, fixedKeys)[action === 'publish' ? 'publisher' : 'subscriber'];
      const secrets = [publisher, subscriber].flatMap((keys) => (keys?.algorithm.startsWith('HS') ? keys.secrets : []));
      return checkToken(
        { text, action, topic },
        { verifier, secrets, dialect, audiences: audiences(), nowMs: nowMs() },
      );
    },
    async mint(input) {
      const { secret, algorithm = '' } = input;
      const issuer = input.issuer || settings().issuers[0]?.issuer || 'https://localhost';
      const audience = input.audience || audiences()[0] || `http://127.0.0.1:6001${hubPath}`;
      const own = secret === '' ? ownSecret(settings(), input) : null;
      const key = signingKey(own?.secret ?? secret, algorithm || (own?.algorithm ?? ''));
      const minted = await mintToken({ ...input, issuer, audience }, key, nowMs());
      if (own === null || own.algorithm === key.algorithm) return minted;
      const other = `The hub takes ${own.algorithm} with this secret: it will refuse ${key.algorithm}.`;
      return { ...minted, warnings: [other, ...minted.warnings] };
    },
  };
}

/** What the hub checks tokens of this kind with; the longest, as PHP refuses short ones. */
function ownSecret({ publisher, subscriber }: MercureSettings, { publish }: MintInput) {
  const keys = publish.length > 0 ? publisher : subscriber;
  const [secret] = keys?.algorithm.startsWith('HS') ? [...keys.secrets].sort((a, b) => b.length - a.length) : [];
  if (keys === null || secret === undefined) {
    throw new ProblemError(
      'refused',
      'The hub has no secret to sign this token with: its keys are public ones.',
      'Give a secret, or the private key that belongs to them.',
    );
  }
  return { secret, algorithm: keys.algorithm };
}

function subscribersOf(all: readonly ConnectionSummary[], topic: string): readonly MatchedSubscriber[] {
  return all.flatMap((connection) => {
    const isOpen = connection.protocol === protocol && connection.state !== 'closed';
    const selector = isOpen ? connection.channels.find((name) => namedSelector(name).matches(topic)) : undefined;
    return selector === undefined ? [] : [{ connection: connection.id, name: nameOf(connection), selector }];
  });
}

/** Mercure has no socket ids a person would know: the browser and its page. */
function nameOf({ user, agent, page, socketId }: ConnectionSummary): string {
  const parts = [user, agent, page].filter((one) => one !== '');
  return parts.length === 0 ? socketId : parts.join(', ');
}
