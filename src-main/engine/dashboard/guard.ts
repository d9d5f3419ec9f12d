import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const prefix = 'Bearer ';
const cookieS = 30 * 86_400;
const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Who may use the dashboard. An address that was printed works once and is exchanged for a cookie; a program that can
 * read the data folder's lock file uses its token. Names other than this machine's (and the address somebody asked for)
 * are refused, so that a page of another site cannot reach the dashboard through a name that resolves to 127.0.0.1.
 *
 * Cookies are made from the token and nothing is remembered of them: they hold when the engine was killed and is back.
 */
export class DashboardGuard {
  private readonly invitations = new Set<string>();

  constructor(
    private readonly token: string,
    /** As in an address: IPv6 in brackets. */
    private readonly host: string,
    private readonly port: () => number,
    private readonly nowS: () => number,
  ) {}

  /** A new address that works once. */
  invite(): string {
    const invitation = randomBytes(18).toString('base64url');
    this.invitations.add(invitation);
    return invitation;
  }

  /** Exchanges an invitation for the value of a Set-Cookie header; null if it was used or never given. */
  accept(invitation: string): string | null {
    if (!this.invitations.delete(invitation)) {
      return null;
    }
    const claim = `${Math.floor(this.nowS())}.${randomBytes(12).toString('base64url')}`;
    const cookie = `${claim}.${this.seal(claim)}`;
    return `${this.cookieName()}=${cookie}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${cookieS}`;
  }

  isOwnHost(request: IncomingMessage): boolean {
    return this.ownHosts().includes(request.headers.host ?? '');
  }

  /** A browser always names its page when it opens a WebSocket; a program that does not has to know the token. */
  isOwnOrigin({ headers }: IncomingMessage): boolean {
    return headers.origin === undefined || this.ownHosts().some((host) => headers.origin === `http://${host}`);
  }

  isKnown(request: IncomingMessage): boolean {
    return this.hasToken(request) || this.hasCookie(request);
  }

  hasToken({ headers }: IncomingMessage): boolean {
    const given = headers.authorization ?? '';
    return given.startsWith(prefix) && equal(given.slice(prefix.length), this.token);
  }

  private hasCookie({ headers }: IncomingMessage): boolean {
    const name = `${this.cookieName()}=`;
    const pair = (headers.cookie ?? '').split(/;\s*/).find((part) => part.startsWith(name));
    if (pair === undefined) {
      return false;
    }
    const [issuedS = '', nonce = '', seal = ''] = pair.slice(name.length).split('.');
    const isFresh = Number(issuedS) > this.nowS() - cookieS;
    return isFresh && equal(seal, this.seal(`${issuedS}.${nonce}`));
  }

  private seal(claim: string): string {
    return createHmac('sha256', this.token).update(`dashboard cookie ${claim}`).digest('base64url');
  }

  /** Cookies do not know ports: two dashboards on one machine would overwrite each other's. */
  private cookieName(): string {
    return `hubbub_${this.port()}`;
  }

  private ownHosts(): readonly string[] {
    return [...loopbackNames, this.host].map((name) => `${name}:${this.port()}`);
  }
}

function equal(left: string, right: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
