import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualClock } from './clocks.test-support';
import type { OutgoingPeer } from './outgoing-turn';
import { OutgoingTurn } from './outgoing-turn';
import type { Pending } from './pending';

class Peer implements OutgoingPeer {
  pending: Pending | null = null;
  isClosing = false;
  readonly written: Buffer[] = [];

  constructor(
    private readonly onWrite: () => void = () => {},
    private readonly turn: OutgoingTurn | null = null,
  ) {}

  writePending(): void {
    this.turn?.settle();
    if (this.pending !== null) {
      this.written.push(this.pending.bytes());
      this.pending = null;
      this.onWrite();
    }
  }
}

let lastSeq = 0;
function frame(text: string) {
  lastSeq += 1;
  return { bytes: Buffer.from(text), seq: lastSeq };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What peers are sent, in whatever way and order, is what each would have been sent by itself. */
test('frames for the same peers again and again reach each of them, in order, whatever comes in between', async () => {
  const act = fc.record({
    what: fc.constantFrom('all', 'all', 'all', 'some', 'one', 'close', 'turn'),
    at: fc.nat(4),
    except: fc.option(fc.nat(4), { freq: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
      const turn = new OutgoingTurn(new ManualClock());
      const peers = Array.from({ length: 5 }, () => new Peer(() => {}, turn));
      const some = peers.slice(1, 4);
      const expected = peers.map(() => '');
      const meant = (peer: Peer, text: string) => {
        if (!peer.isClosing) expected[peers.indexOf(peer)] += text;
      };
      let number = 0;
      for (const { what, at, except } of acts) {
        const one = peers[at] as Peer;
        number += 1;
        const text = `${number} `;
        if (what === 'one') {
          turn.queue(one, frame(text));
          meant(one, text);
        } else if (what === 'close') {
          // As a connection does: what is queued goes out, and nothing after it.
          one.writePending();
          one.isClosing = true;
        } else if (what === 'turn') {
          await nextTurn();
        } else {
          const list = what === 'all' ? peers : some;
          const left = except === null ? null : (peers[except] as Peer);
          turn.queueForAll(list, frame(text), left);
          for (const peer of list) if (peer !== left) meant(peer, text);
        }
      }
      await nextTurn();
      await nextTurn();
      expect(peers.map(({ written }) => Buffer.concat(written).toString())).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

describe('gathering', () => {
  test('one write per peer and turn, whatever the number of frames', async () => {
    const clock = new ManualClock();
    const turn = new OutgoingTurn(clock);
    const peer = new Peer();
    for (const text of ['a', 'b', 'c']) {
      turn.queue(peer, frame(text));
      await Promise.resolve();
    }
    expect(peer.written).toEqual([]);
    await nextTurn();
    expect(peer.written.map(String)).toEqual(['abc']);
    clock.advance(10);
    turn.queue(peer, frame('d'));
    await nextTurn();
    expect(peer.written.map(String)).toEqual(['abc', 'd']);
  });

  test('a frame for many reaches all but one, and those that are closing get none', async () => {
    const turn = new OutgoingTurn(new ManualClock());
    const [one, two, three, closing] = [new Peer(), new Peer(), new Peer(), new Peer()] as const;
    closing.isClosing = true;
    turn.queue(two, frame('x'));
    turn.queue(closing, frame('x'));
    turn.queueForAll([one, two, three, closing], frame('a'), three);
    turn.queueForAll([three, two, one], frame('b'), null);
    await nextTurn();
    expect([one, two, three, closing].map(({ written }) => written.map(String))).toEqual([['ab'], ['xab'], ['b'], []]);
  });

  test('peers with the same frames share one buffer, also when others have more or fewer', async () => {
    const turn = new OutgoingTurn(new ManualClock());
    const [one, two, three, four] = [new Peer(), new Peer(), new Peer(), new Peer()] as const;
    const [a, b, c] = [frame('a'), frame('b'), frame('c')] as const;
    for (const [sent, peers] of [
      [a, [one, two, three]],
      [b, [one, two, four]],
      [c, [one, two, three]],
    ] as const) {
      for (const peer of peers) {
        turn.queue(peer, sent);
      }
    }
    await nextTurn();
    expect([one, two, three, four].map((peer) => String(peer.written[0]))).toEqual(['abc', 'abc', 'ac', 'b']);
    expect(one.written[0]).toBe(two.written[0]);
    expect(four.written[0]).toBe(b.bytes);
  });

  test('what is queued while flushing goes out in the next turn', async () => {
    const clock = new ManualClock();
    const turn = new OutgoingTurn(clock);
    const late = new Peer();
    const peer = new Peer(() => turn.queue(late, frame('late')));
    turn.queue(peer, frame('a'));
    await nextTurn();
    expect(late.written).toEqual([]);
    clock.advance(1);
    await nextTurn();
    expect(late.written.map(String)).toEqual(['late']);
  });

  test('after an expensive flush to many peers the next one gathers longer, at most 5 ms', async () => {
    const clock = new ManualClock();
    const turn = new OutgoingTurn(clock);
    const peers = Array.from({ length: 100 }, () => new Peer(() => clock.advance(1)));
    const send = (text: string) => {
      const sent = frame(text);
      for (const peer of peers) {
        turn.queue(peer, sent);
      }
    };
    send('a');
    await nextTurn();
    expect(peers[0]?.written.map(String)).toEqual(['a']);
    send('b');
    await nextTurn();
    clock.advance(4.9);
    send('c');
    await nextTurn();
    expect(peers[0]?.written).toHaveLength(1);
    clock.advance(0.2);
    await nextTurn();
    expect(peers[0]?.written.map(String)).toEqual(['a', 'bc']);
  });

  test('few peers wait for as long as each turn brings more, at most a millisecond', async () => {
    const clock = new ManualClock();
    const turn = new OutgoingTurn(clock);
    const peer = new Peer();
    const send = async (text: string) => {
      turn.queue(peer, frame(text));
      await nextTurn();
      clock.advance(0.3);
    };
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) await send(text);
    expect(peer.written.map(String)).toEqual(['a', 'bcde']);
    await nextTurn();
    expect(peer.written.map(String)).toEqual(['a', 'bcde', 'f']);
  });

  test('answers of a turn go out together, before the frames that many get and while those gather', async () => {
    const clock = new ManualClock();
    const turn = new OutgoingTurn(clock);
    const order: string[] = [];
    const peers = Array.from({ length: 100 }, () => new Peer(() => clock.advance(1)));
    const publish = (text: string) => {
      turn.queueForAll(peers, frame(text), null);
      turn.answer(() => order.push(`answer ${text}, ${peers[0]?.written.join(' ')}`));
    };
    publish('a');
    publish('b');
    expect(order).toEqual([]);
    await nextTurn();
    expect(order).toEqual(['answer a, ', 'answer b, ']);
    publish('c');
    await nextTurn();
    expect(order.at(-1)).toBe('answer c, ab');
    expect(peers[0]?.written.map(String)).toEqual(['ab']);
    clock.advance(10);
    await nextTurn();
    expect(peers[0]?.written.map(String)).toEqual(['ab', 'c']);
  });

  test('an answer without frames goes out in its turn', async () => {
    const turn = new OutgoingTurn(new ManualClock());
    let isAnswered = false;
    turn.answer(() => {
      isAnswered = true;
    });
    await nextTurn();
    expect(isAnswered).toBe(true);
  });
});
