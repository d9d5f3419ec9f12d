import { parentPort } from 'node:worker_threads';
import type { ToDatabase } from '../database/database-messages';
import { DatabaseService } from '../database/database-service';

if (parentPort !== null) {
  const service = new DatabaseService(parentPort);
  parentPort.on('message', (message: ToDatabase) => service.take(message));
}
