import { namedSelector, type TopicSelector } from '../topic-selector';

/** Topic selectors of a token, by their names: what its bearer may publish to, or which private updates it may get. */
export class Grants {
  private readonly selectors: readonly TopicSelector[];

  constructor(readonly texts: readonly string[]) {
    this.selectors = texts.map(namedSelector);
  }

  covers(topic: string): boolean {
    return this.selectors.some((selector) => selector.matches(topic));
  }

  coversAny(topics: readonly string[]): boolean {
    return topics.some((topic) => this.covers(topic));
  }
}

const remembered = 1_000;

/** Many subscribers come with the same rights: those share one object, so that each update is matched against it once. */
export class GrantTable {
  private readonly known = new Map<string, Grants>();

  use(texts: readonly string[]): Grants {
    const key = JSON.stringify(texts);
    const grants = this.known.get(key) ?? new Grants(texts);
    this.known.delete(key);
    this.known.set(key, grants);
    if (this.known.size > remembered) {
      const [oldest] = this.known.keys();
      this.known.delete(oldest as string);
    }
    return grants;
  }
}
