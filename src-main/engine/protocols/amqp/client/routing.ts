export type ExchangeType = 'direct' | 'fanout' | 'topic' | 'headers';

export interface Binding {
  readonly destination: string;
  readonly kind: 'queue' | 'exchange';
  readonly key: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** The bindings a message would hit, by the rules of AMQP 0-9-1 (section 3.1.3) and RabbitMQ's of headers. */
export function hitBy(
  type: ExchangeType,
  bindings: readonly Binding[],
  key: string,
  headers: Readonly<Record<string, unknown>>,
): readonly Binding[] {
  switch (type) {
    case 'fanout':
      return bindings;
    case 'direct':
      return bindings.filter((binding) => binding.key === key);
    case 'topic':
      return bindings.filter((binding) => isTopicMatch(binding.key.split('.'), key.split('.')));
    case 'headers':
      return bindings.filter((binding) => isHeadersMatch(binding.arguments, headers));
  }
}

/** `*` is one word, `#` none or more. Words that were reached are remembered, so that many # cost no more than a table. */
function isTopicMatch(pattern: readonly string[], words: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const part of pattern) {
    const next = new Set<number>();
    for (const at of reached) {
      if (part === '#') for (let to = at; to <= words.length; to += 1) next.add(to);
      else if (at < words.length && (part === '*' || part === words[at])) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(words.length);
}

function isHeadersMatch(
  wanted: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, unknown>>,
): boolean {
  const match = String(wanted['x-match'] ?? 'all');
  const isStrict = match.endsWith('-with-x');
  const names = Object.keys(wanted).filter((name) => name !== 'x-match' && (isStrict || !name.startsWith('x-')));
  const holds = (name: string) =>
    name in headers && (wanted[name] === undefined || wanted[name] === null || wanted[name] === headers[name]);
  return match.startsWith('any') ? names.some(holds) : names.every(holds);
}
