import type { DocumentName } from '../../contract/documents';
import { limits } from '../../contract/limits';
import { ProblemError } from '../../contract/problem';
import type { SecondDatabase } from './create-database';

type Listener = (name: DocumentName, author: object) => void;

/** What pages keep: whole JSON texts under fixed names, for each workspace its own. */
export class Documents {
  private listener: Listener = () => {};
  /** The workspace whose documents are meant where nobody says which; '' for that of no folder. */
  workspace = '';

  constructor(private readonly database: Pick<SecondDatabase, 'call'>) {}

  /** null if it was never written. */
  async read(name: DocumentName): Promise<string | null> {
    return (await this.database.call('document.read', { name, workspace: this.workspace })).json;
  }

  /**
   * `author` is handed to the listener, which need not tell it. `workspace`: the one it was read of, where that may not be
   * the one of now. Rejects with a ProblemError, 'bad-input' if it is too large or no JSON.
   */
  async write(name: DocumentName, json: string, author: object, workspace = this.workspace): Promise<void> {
    const bytes = Buffer.byteLength(json);
    if (bytes > limits.documentBytes) {
      throw new ProblemError(
        'bad-input',
        `The document ${name} has ${bytes.toLocaleString('en')} bytes; ${limits.documentBytes.toLocaleString('en')} are kept.`,
        'Remove some of what it holds.',
      );
    }
    await this.database.call('document.write', { name, json, workspace });
    if (workspace === this.workspace) this.listener(name, author);
  }

  /** One listener, told after each write. */
  onChanged(listener: Listener): void {
    this.listener = listener;
  }
}
