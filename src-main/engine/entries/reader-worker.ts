import { parentPort } from 'node:worker_threads';
import { audience } from '../protocols/mercure/audience';
import { ReaderService } from '../store/reader-service';
import type { ToReader } from '../store/worker-messages';

if (parentPort !== null) {
  const service = new ReaderService(parentPort, () => performance.now(), new Map([['mercure', audience]]));
  parentPort.on('message', (message: ToReader) => service.take(message));
}
