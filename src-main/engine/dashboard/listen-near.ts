import type { Server } from 'node:http';
import { ProblemError } from '../../contract/problem';
import type { ListenAddress } from '../hub/hub';
import { explainListenError, type FindPortHolder } from '../hub/listener';

const portsTried = 20;

/** Listens on the address, or on one of the next ports if nobody asked for this one. Rejects with a ProblemError. */
export async function listenNear(
  server: Server,
  { host, port, asked }: ListenAddress,
  findPortHolder: FindPortHolder,
): Promise<void> {
  const last = asked || port === 0 ? port : Math.min(65_535, port + portsTried);
  for (let candidate = port; ; candidate += 1) {
    const error = await tryListen(server, host, candidate);
    if (error === null) {
      return;
    }
    if (error.code !== 'EADDRINUSE' || candidate >= last) {
      const { code, message, hint } = await explainListenError(error, { host, port }, findPortHolder);
      throw new ProblemError(
        code,
        `The dashboard cannot start. ${message}`,
        `${hint} --dashboard HOST:PORT says where.`,
      );
    }
  }
}

function tryListen(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', listening);
      resolve(error);
    };
    const listening = () => {
      server.off('error', failed);
      resolve(null);
    };
    server.once('error', failed);
    server.once('listening', listening);
    server.listen({ host, port, exclusive: true });
  });
}
