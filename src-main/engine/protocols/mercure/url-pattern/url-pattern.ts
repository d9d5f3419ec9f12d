import { isUrl } from '../../../is-url';
import type { StateMachine } from '../state-machine';
import * as canonical from './canonical';
import { compileComponent } from './component';
import type { ComponentRules } from './parts';
import { PatternFault } from './pattern-fault';
import { type ComponentName, type Components, componentNames, splitPattern } from './split';

/**
 * A URL pattern (URL Pattern Standard of the WHATWG) as the question whether a topic matches it. Its groups are matched as sets
 * of states: there is nothing to backtrack. See the state machine.
 */
export interface UrlPattern {
  /** Whether a URL, or a reference that is resolved against the base, matches. */
  matches(topic: string): boolean;
  /** As `matches`, with the number of states that were looked at. */
  trace(topic: string): { readonly matches: boolean; readonly steps: number };
  readonly components: Readonly<Record<ComponentName, string>>;
}

/** A sentence in place of a text that is no pattern, or none that can be matched in bounded time. */
export function parseUrlPattern(text: string, base: string): UrlPattern | string {
  try {
    return new CompiledPattern(completed(splitPattern(text, isSpecialProtocol), new URL(base)), base);
  } catch (error) {
    if (error instanceof PatternFault) return error.message;
    throw error;
  }
}

const { protocol, username, password, port, search, hash } = canonical;
const canonicals = { protocol, username, password, port, search, hash };
const plain = { delimiter: '', prefix: '' } as const;
const protocolRules: ComponentRules = { canonical: canonical.protocol, ...plain };

function isSpecialProtocol(text: string): boolean {
  const component = compileComponent(text, protocolRules);
  return canonical.specialSchemes.some((scheme) => component.matches(scheme));
}

function rulesOf(name: ComponentName, isSpecial: boolean): ComponentRules {
  if (name === 'hostname') return { canonical: canonical.hostname, delimiter: '.', prefix: '' };
  if (name !== 'pathname') return { canonical: canonicals[name], ...plain };
  return isSpecial
    ? { canonical: canonical.pathname, delimiter: '/', prefix: '/' }
    : { canonical: canonical.opaquePathname, ...plain };
}

/** What stands before the first component that is named comes from the base; what stands behind the last matches anything. */
function completed(named: Components, base: URL): Readonly<Record<ComponentName, string>> {
  const found: Components = { ...named };
  if (named.search !== undefined) found.search = named.search.replace(/^\?/, '');
  if (named.hash !== undefined) found.hash = named.hash.replace(/^#/, '');
  const has = (...names: readonly ComponentName[]) => names.some((name) => named[name] !== undefined);
  found.protocol ??= escaped(base.protocol.slice(0, -1));
  if (!has('protocol', 'hostname')) found.hostname ??= escaped(base.hostname);
  if (!has('protocol', 'hostname', 'port')) found.port ??= base.port;
  if (!has('protocol', 'hostname', 'port', 'pathname')) found.pathname ??= escaped(base.pathname);
  if (!has('protocol', 'hostname', 'port', 'pathname', 'search')) found.search ??= escaped(base.search.slice(1));
  if (!has('protocol') && named.pathname !== undefined && !isAbsolute(named.pathname)) {
    found.pathname = escaped(base.pathname.slice(0, base.pathname.lastIndexOf('/') + 1)) + named.pathname;
  }
  if (found.port !== undefined && found.port !== '' && canonical.defaultPorts[found.protocol] === found.port) {
    found.port = '';
  }
  return Object.fromEntries(componentNames.map((name) => [name, found[name] ?? '*'])) as Record<ComponentName, string>;
}

function isAbsolute(pathname: string): boolean {
  return /^(?:\/|\\\/|\{\/)/.test(pathname);
}

function escaped(text: string): string {
  return text.replace(/[+*?:{}()\\]/g, '\\$&');
}

class CompiledPattern implements UrlPattern {
  private readonly machines: readonly (readonly [ComponentName, StateMachine])[];

  constructor(
    readonly components: Readonly<Record<ComponentName, string>>,
    private readonly base: string,
  ) {
    const isSpecial = isSpecialProtocol(components.protocol);
    this.machines = componentNames
      // A star alone takes whatever is there.
      .filter((name) => components[name] !== '*')
      .map((name) => [name, compileComponent(components[name], rulesOf(name, isSpecial))]);
  }

  matches(topic: string): boolean {
    return this.trace(topic).matches;
  }

  trace(topic: string): { readonly matches: boolean; readonly steps: number } {
    let steps = 0;
    if (!isUrl(topic, this.base)) return { matches: false, steps };
    const url = new URL(topic, this.base);
    for (const [name, machine] of this.machines) {
      const found = machine.trace(componentOf(url, name));
      steps += found.steps;
      if (!found.matches) return { matches: false, steps };
    }
    return { matches: true, steps };
  }
}

function componentOf(url: URL, name: ComponentName): string {
  switch (name) {
    case 'protocol':
      return url.protocol.slice(0, -1);
    case 'search':
    case 'hash':
      return url[name].slice(1);
    default:
      return url[name];
  }
}
