import { ProblemError } from '../../contract/problem';
import type { Database } from '../store/driver';
import type { DatabaseAnswersOf } from './database-messages';

export function documentAnswers(db: Database): DatabaseAnswersOf<'document'> {
  const read = db.prepare('SELECT json FROM document WHERE workspace = ? AND name = ?');
  const write = db.prepare('INSERT OR REPLACE INTO document (workspace, name, json, written_ms) VALUES (?, ?, ?, ?)');
  return {
    'document.read': ({ name, workspace = '' }) => ({
      json: (read.get(workspace, name)?.json as string | undefined) ?? null,
    }),
    'document.write'({ name, json, workspace = '' }, nowMs) {
      checkJson(name, json);
      write.run(workspace, name, json, Math.round(nowMs));
      return null;
    },
  };
}

/** Here rather than where the call comes in: a large text would keep the hub's thread busy. */
function checkJson(name: string, json: string): void {
  try {
    JSON.parse(json);
  } catch (error) {
    throw new ProblemError('bad-input', `The document ${name} is no JSON: ${(error as Error).message}`);
  }
}
