import type { Clock } from '../clock';
import { closeAfterTest, systemClock, workerDir } from '../store/store.test-support';
import { createDatabase, type SecondDatabase } from './create-database';

/** Closed after the test, if it is not before. */
export async function openSecondDatabase(dataDir: string, clock: Clock = systemClock): Promise<SecondDatabase> {
  return closeAfterTest(await createDatabase({ dataDir, workerDir, clock }));
}
