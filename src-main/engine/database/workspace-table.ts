import { limits } from '../../contract/limits';
import type { Database } from '../store/driver';
import type { DatabaseAnswersOf } from './database-messages';

export function workspaceAnswers(db: Database): DatabaseAnswersOf<'workspace'> {
  const list = db.prepare('SELECT dir, name, opened_ms FROM workspace ORDER BY opened_ms DESC, rowid DESC');
  const open = db.prepare('INSERT OR REPLACE INTO workspace (dir, name, opened_ms) VALUES (?, ?, ?)');
  const forget = db.prepare(
    'DELETE FROM workspace WHERE dir NOT IN (SELECT dir FROM workspace ORDER BY opened_ms DESC, rowid DESC LIMIT ?)',
  );
  return {
    'workspace.list': () =>
      list.all().map(({ dir, name, opened_ms }) => ({
        dir: String(dir),
        name: String(name),
        openedAtMs: Number(opened_ms),
      })),
    'workspace.open'({ dir, name }, nowMs) {
      open.run(dir, name, Math.round(nowMs));
      forget.run(limits.workspaces);
      return null;
    },
  };
}
