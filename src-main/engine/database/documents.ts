import type { DocumentName } from '../../contract/documents';
import { limits } from '../../contract/limits';
import { ProblemError } from '../../contract/problem';
import type { SecondDatabase } from './create-database';

type Listener = (name: DocumentName, author: object) => void;

/** What pages keep: whole JSON texts under fixed names. */
export class Documents {
  private listener: Listener = () => {};

  constructor(private readonly database: Pick<SecondDatabase, 'call'>) {}

  /** null if it was never written. */
  async read(name: DocumentName): Promise<string | null> {
    return (await this.database.call('document.read', { name })).json;
  }

  /** `author` is handed to the listener, which need not tell it. Rejects with a ProblemError, 'bad-input' if it is too large or no JSON. */
  async write(name: DocumentName, json: string, author: object): Promise<void> {
    const bytes = Buffer.byteLength(json);
    if (bytes > limits.documentBytes) {
      throw new ProblemError(
        'bad-input',
        `The document ${name} has ${bytes.toLocaleString('en')} bytes; ${limits.documentBytes.toLocaleString('en')} are kept.`,
        'Remove some of what it holds.',
      );
    }
    await this.database.call('document.write', { name, json });
    this.listener(name, author);
  }

  /** One listener, told after each write. */
  onChanged(listener: Listener): void {
    this.listener = listener;
  }
}
