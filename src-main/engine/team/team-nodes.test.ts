import { expect, test } from 'vitest';
import { ManualClock } from '../hub/clocks.test-support';
import type { Fact, TeamLink } from '../hub/team';
import { TeamNodes } from './team-nodes';

/** A node whose facts are names it has, and who knows the names others said they have. */
class Node {
  readonly own = new Set<string>();
  readonly known = new Map<string, Set<string>>();
  /** Nodes that were lost, with an exclamation mark where this one is to tell the outside. */
  readonly lost: string[] = [];
  readonly nodes: TeamNodes;
  readonly link: TeamLink;
  isCut = false;

  constructor(
    readonly id: string,
    clock: ManualClock,
    air: Node[],
  ) {
    air.push(this);
    this.nodes = new TeamNodes({
      clock,
      id,
      send: (text) => {
        if (!this.isCut) for (const one of [...air]) if (!one.isCut) one.nodes.heard(text);
      },
      changed: () => {},
    });
    this.link = this.nodes.enter('toy', {
      facts: () => [...this.own].map((name): Fact => ['has', name]),
      heard: (node, [, name]) => {
        this.known.set(node, (this.known.get(node) ?? new Set()).add(name as string));
      },
      lost: (node, isOurs) => {
        this.known.delete(node);
        this.lost.push(`${node}${isOurs ? '!' : ''}`);
      },
    });
  }

  has(name: string): this {
    this.own.add(name);
    this.link.tell(['has', name]);
    return this;
  }

  get others(): object {
    return Object.fromEntries([...this.known].map(([node, names]) => [node, [...names].sort()]));
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

function team(...ids: string[]): { clock: ManualClock; nodes: Node[] } {
  const clock = new ManualClock();
  const air: Node[] = [];
  return { clock, nodes: ids.map((id) => new Node(id, clock, air)) };
}

test('who comes later knows what was so before, and everybody hears what is new', async () => {
  const { nodes } = team('a', 'b', 'c');
  const [a, b, c] = nodes as [Node, Node, Node];
  a.has('early');
  a.nodes.joined();
  b.has('other');
  b.nodes.joined();
  c.nodes.joined();
  a.has('late');
  await turn();
  expect(a.others).toEqual({ b: ['other'] });
  expect(b.others).toEqual({ a: ['early', 'late'] });
  expect(c.others).toEqual({ a: ['early', 'late'], b: ['other'] });
  expect([a, b, c].map(({ link }) => link.others)).toEqual([2, 2, 2]);
});

test('a node that falls silent is lost, and the first of those left tells the outside', () => {
  const { clock, nodes } = team('a', 'b', 'c');
  for (const node of nodes) node.nodes.joined();
  const [a, b, c] = nodes as [Node, Node, Node];
  clock.advance(60_000);
  expect([...a.lost, ...b.lost, ...c.lost]).toEqual([]);
  a.isCut = true;
  clock.advance(10_000);
  expect(b.lost).toEqual(['a!']);
  expect(c.lost).toEqual(['a']);
});

test('one that was away and comes back is known again on both sides, without a restart', async () => {
  const { clock, nodes } = team('a', 'b');
  const [a, b] = nodes as [Node, Node];
  a.has('of a');
  b.has('of b');
  for (const node of nodes) node.nodes.joined();
  a.isCut = true;
  clock.advance(10_000);
  expect([a.others, b.others]).toEqual([{}, {}]);
  a.isCut = false;
  clock.advance(2_000);
  expect(a.others).toEqual({ b: ['of b'] });
  expect(b.others).toEqual({ a: ['of a'] });
});

test('one that lost the way and found it is told all again, and what it said before is forgotten', () => {
  const { nodes } = team('a', 'b');
  const [a, b] = nodes as [Node, Node];
  a.has('old');
  for (const node of nodes) node.nodes.joined();
  b.nodes.parted();
  expect(b.others).toEqual({});
  b.nodes.joined();
  expect(b.others).toEqual({ a: ['old'] });
  a.nodes.parted();
  a.own.delete('old');
  a.own.add('new');
  a.nodes.joined();
  expect(b.others).toEqual({ a: ['new'] });
});

test('one that leaves says so; nothing waits for it', () => {
  const { nodes } = team('a', 'b');
  const [a, b] = nodes as [Node, Node];
  for (const node of nodes) node.nodes.joined();
  b.nodes.close();
  expect(a.lost).toEqual(['b!']);
  expect(a.link.others).toBe(0);
});

test('more than one message of facts arrives whole', () => {
  const { nodes } = team('a', 'b');
  const [a, b] = nodes as [Node, Node];
  for (let i = 0; i < 1_000; i++) a.own.add(String(i));
  for (const node of nodes) node.nodes.joined();
  expect(b.known.get('a')?.size).toBe(1_000);
});

test.each(['', 'x', '[]', '{"v":1}', '{"v":2,"from":"a"}', '{"v":1,"from":"a","facts":[["toy"]]}'])(
  'what is no message of a team is said to be none: %s',
  (text) => {
    const { nodes } = team('z');
    nodes[0]?.nodes.joined();
    expect(nodes[0]?.nodes.heard(text)).toBe(false);
    expect(nodes[0]?.link.others).toBe(0);
  },
);
