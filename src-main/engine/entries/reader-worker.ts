import { parentPort } from 'node:worker_threads';
import { ReaderService } from '../store/reader-service';
import type { ToReader } from '../store/worker-messages';

if (parentPort !== null) {
  const service = new ReaderService(parentPort, () => performance.now());
  parentPort.on('message', (message: ToReader) => service.take(message));
}
