import { isUrl } from '../../is-url';
import { frameSigns, type Sign, subprotocolSigns, urlSigns } from './signs';

/** What is taken to be spoken on top of a WebSocket, and why. */
export interface Guess {
  /** Id of a reader. */
  readonly id: string;
  readonly reason: string;
  readonly isSure: boolean;
  /** Id of what it could be as well; '' if nothing else. */
  readonly rival: string;
}

/** So many messages of each side are looked at. */
const looks = 4;
const sure = 5;
const nothing: Guess = { id: 'plain', reason: 'nothing speaks for a protocol', isSure: true, rival: '' };

/**
 * Table of signs in the order subprotocol, address, first frames of the server, first frames of the client: the further up the
 * heavier. Nothing is ever sent to find out.
 */
export class Recogniser {
  private readonly weights = new Map<string, { weight: number; readonly words: string[] }>();
  private down = 0;
  private up = 0;
  guess = nothing;

  constructor(url: string, subprotocol: string) {
    this.add(subprotocolSigns(subprotocol));
    if (isUrl(url)) this.add(urlSigns(new URL(url)));
  }

  /** Whether the guess is another one now. */
  see(bytes: Uint8Array, isBinary: boolean, isUp: boolean): boolean {
    if ((isUp ? this.up : this.down) >= looks) return false;
    if (isUp) this.up += 1;
    else this.down += 1;
    const { id, isSure, rival, reason } = this.guess;
    this.add(frameSigns(bytes, isBinary, isUp));
    return (
      this.guess.id !== id || this.guess.reason !== reason || this.guess.isSure !== isSure || this.guess.rival !== rival
    );
  }

  private add(signs: readonly Sign[]): void {
    for (const { id, weight, words } of signs) {
      const known = this.weights.get(id) ?? { weight: 0, words: [] };
      known.weight += weight;
      if (known.words.length < 3 && !known.words.includes(words)) known.words.push(words);
      this.weights.set(id, known);
    }
    const [best, second] = [...this.weights].sort(([, left], [, right]) => right.weight - left.weight);
    if (best === undefined) return;
    const rival =
      second !== undefined && second[0] !== 'json' && second[1].weight > best[1].weight - 2 ? second[0] : '';
    const isSure = best[1].weight >= sure && rival === '';
    this.guess = { id: best[0], reason: best[1].words.join('; '), isSure: isSure || best[0] === 'json', rival };
  }
}
