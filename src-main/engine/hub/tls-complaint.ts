/** Why a TLS handshake failed, in words, with the next step. */
export interface TlsComplaint {
  readonly reason: string;
  readonly hint: string;
}

const distrust = /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|CERTIFICATE_EXPIRED|UNSUPPORTED_CERTIFICATE)/;
const tooOld = /(UNSUPPORTED_PROTOCOL|ALERT_PROTOCOL_VERSION|VERSION_TOO_LOW|WRONG_SSL_VERSION)/;

/** null for a peer that went away before it was done: browsers open connections in advance, and close them. */
export function tlsComplaint({ code = '', message }: NodeJS.ErrnoException): TlsComplaint | null {
  if (code === 'ECONNRESET' || code === 'EPIPE') return null;
  if (distrust.test(code)) {
    return {
      reason: 'The client does not trust the certificate of the hub.',
      hint: 'Settings, Listeners says how to trust it. PHP reads the file of curl.cainfo in its php.ini (cURL error 60), Node that of NODE_EXTRA_CA_CERTS. Or use http to 127.0.0.1 for the server, and wss for the page alone.',
    };
  }
  if (tooOld.test(code)) {
    return {
      reason: 'The client speaks a version of TLS that is too old.',
      hint: 'The hub takes TLS 1.2 and 1.3. Update the client, or use http and ws.',
    };
  }
  if (code === 'ERR_TLS_HANDSHAKE_TIMEOUT') {
    return {
      reason: 'A TLS handshake was begun and not finished.',
      hint: 'Something connected and then said nothing, or not enough.',
    };
  }
  if (code === 'ERR_SSL_NO_APPLICATION_PROTOCOL') {
    return {
      reason: 'The client speaks HTTP/2 alone over TLS.',
      hint: 'The hub speaks HTTP/1.1; allow it in the client.',
    };
  }
  return {
    reason: `The TLS handshake failed: ${message.replace(/^.*SSL routines:[^:]*:/, '').replace(/:.*$/s, '')}.`,
    hint: 'Is this a wss:// or https:// client?',
  };
}
