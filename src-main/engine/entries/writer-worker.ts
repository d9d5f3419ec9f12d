import { parentPort } from 'node:worker_threads';
import type { ToWriter } from '../store/worker-messages';
import { WriterService } from '../store/writer-service';

if (parentPort !== null) {
  const service = new WriterService(parentPort, () => performance.now());
  parentPort.on('message', (message: ToWriter) => service.take(message));
}
