import { dirname, join } from 'node:path';
import { startThreadsAhead } from '../worker-threads';

const outDir = dirname(dirname(__filename));
// Capture, lock and token are for this user alone, in whatever folder they lie.
process.umask(0o077);
// The threads come up while the rest of the engine is read and run: a person waits for both.
startThreadsAhead(join(outDir, 'engine'));
void import('../utility-engine').then(({ runUtilityEngine }) => runUtilityEngine(outDir));
