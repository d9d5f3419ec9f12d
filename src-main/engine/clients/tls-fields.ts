import type { ProfileField } from '../../contract/profile';
import type { ResolvedProfile } from './client-side';
import type { TlsChoice } from './dial';

/** What every profile that may speak TLS is asked. */
export const tlsFields: readonly ProfileField[] = [
  { name: 'verifyTls', label: 'Check the certificate', input: 'switch', isRequired: false, initial: true },
  {
    name: 'authorityFile',
    label: 'File of a trusted authority (PEM)',
    input: 'text',
    isRequired: false,
    initial: '',
  },
];

/** The answers to `tlsFields`. */
export function tlsOf({ fields }: ResolvedProfile): TlsChoice {
  return { isVerified: fields.verifyTls !== false, authorityFile: String(fields.authorityFile ?? '') };
}
