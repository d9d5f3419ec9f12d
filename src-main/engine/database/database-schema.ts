import type { FileSchema } from '../store/file-schema';

/**
 * Migration n brings a file from user_version n to n + 1. Append only.
 *
 * - document: a JSON text of the page under each name of the contract.
 */
const migrations: readonly string[] = [
  'CREATE TABLE document (name TEXT PRIMARY KEY, json TEXT NOT NULL, written_ms INTEGER NOT NULL);',
];

/** "Hubd" in ASCII: not the capture's, so that neither file is taken for the other. */
export const databaseSchema: FileSchema = { applicationId: 0x48756264, migrations, pageBytes: 4_096 };
