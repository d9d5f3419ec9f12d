import type { DocumentName } from '../../src-main/contract/documents';
import type { EngineClient } from './engine-client';

interface Kept {
  /** undefined until it was read; null if it was never written. */
  json: string | null | undefined;
  /** Written here and not taken by the engine yet. */
  isUnsaved: boolean;
  isSaving: boolean;
  /** The workspace it was read of; what was written before that was known goes to the one that is open. */
  workspace?: string;
  readonly listeners: Set<() => void>;
}

/**
 * The documents of the engine as this page has them: what is written here is seen here at once and goes to the engine as
 * soon as the write before it was answered; what another page writes is read when the engine tells of it.
 */
export class PageDocuments {
  private readonly kept = new Map<DocumentName, Kept>();

  constructor(private readonly engine: EngineClient) {
    engine.onSignal('document.changed', ({ name }) => {
      if (this.kept.has(name)) this.load(name);
    });
    // Another workspace has other ones. What was not taken yet belongs to the one it was read of.
    engine.onSignal('project.changed', () => this.loadAll());
    engine.onState(() => {
      if (engine.state !== 'up') return;
      this.loadAll();
    });
  }

  private loadAll(): void {
    for (const [name, { isUnsaved }] of this.kept) {
      if (isUnsaved) this.save(name);
      else this.load(name);
    }
  }

  /** The text; null if it was never written, undefined until that is known. */
  json(name: DocumentName): string | null | undefined {
    return this.entry(name).json;
  }

  /** Returns how to stop listening. */
  onChange(name: DocumentName, listener: () => void): () => void {
    const { listeners } = this.entry(name);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  write(name: DocumentName, json: string): void {
    const entry = this.entry(name);
    if (entry.json === json) return;
    entry.isUnsaved = true;
    this.set(entry, json);
    this.save(name);
  }

  private entry(name: DocumentName): Kept {
    const known = this.kept.get(name);
    if (known !== undefined) return known;
    const entry: Kept = { json: undefined, isUnsaved: false, isSaving: false, listeners: new Set() };
    this.kept.set(name, entry);
    this.load(name);
    return entry;
  }

  private load(name: DocumentName): void {
    const entry = this.entry(name);
    this.engine.call('document.read', { name }).then(
      ({ json, workspace }) => {
        if (entry.isUnsaved) return;
        entry.workspace = workspace;
        this.set(entry, json);
      },
      // An engine that went is asked again when it is back.
      () => {},
    );
  }

  private save(name: DocumentName): void {
    const entry = this.entry(name);
    if (entry.isSaving || typeof entry.json !== 'string') return;
    const { json, workspace } = entry;
    entry.isSaving = true;
    const done = (isTaken: boolean) => {
      entry.isSaving = false;
      if (entry.json !== json) this.save(name);
      else if (isTaken) {
        entry.isUnsaved = false;
        // It may have been written into a workspace that is no longer the one on the screen.
        this.load(name);
      }
    };
    this.engine.call('document.write', { name, json, ...(workspace === undefined ? {} : { workspace }) }).then(
      () => done(true),
      () => done(false),
    );
  }

  private set(entry: Kept, json: string | null): void {
    if (entry.json === json) return;
    entry.json = json;
    for (const listener of entry.listeners) listener();
  }
}
