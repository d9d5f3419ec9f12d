import { z } from 'zod';
import type { Certificates } from '../../tls/certificates';
import type { HandlersOf } from '../handler';

export function tlsHandlers(certificates: Certificates): HandlersOf<'tls'> {
  return { 'tls.state': { input: z.undefined(), run: () => certificates.state() } };
}
