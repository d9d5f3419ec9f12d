import type { EntryDetail, JsonValue } from '../../contract/entry';

/** Reads an entry's detail, and remembers what was read: what no section took is shown all the same. */
export class DetailReader {
  private readonly read = new Set<string>();

  constructor(private readonly detail: EntryDetail | null) {}

  /** '' if there is none. */
  text(name: string): string {
    const value = this.take(name);
    return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
  }

  /** null if it is no number. */
  number(name: string): number | null {
    const value = this.take(name);
    return typeof value === 'number' ? value : null;
  }

  flag(name: string): boolean {
    return this.take(name) === true;
  }

  list(name: string): readonly JsonValue[] {
    const value = this.take(name);
    return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
  }

  /** Names and values nobody has read, as they are. */
  rest(): readonly (readonly [name: string, value: string])[] {
    const unread = Object.keys(this.detail ?? {}).filter((name) => !this.read.has(name));
    return unread.map((name) => [name, this.text(name)] as const);
  }

  private take(name: string): JsonValue | undefined {
    this.read.add(name);
    return this.detail?.[name];
  }
}
