import { type CodeMeaning, lookUp, meaning } from './code-meaning';

const refused = meaning(
  'connection refused',
  'Nothing listens on this host and port.',
  'Start the server, or compare the port. Inside a container, localhost is the container itself: use host.docker.internal.',
);
const notFound = meaning(
  'host not found',
  'The name has no address here.',
  'Compare the host name; .test names need an entry in hosts, or Valet or Herd running.',
);
const timedOut = meaning(
  'no answer in time',
  'The host does not answer, or a firewall drops what is sent to it.',
  'Is it the right host and port, and is the network up?',
);
const reset = meaning(
  'connection reset',
  'The other side ended the connection in the middle.',
  'Often TLS spoken to a port without TLS, or the reverse; or the server was restarted.',
);
const selfSigned = meaning(
  'certificate not trusted',
  'It is self-signed, or signed by an authority this program does not know, as those of Valet, Herd and mkcert are.',
  'Name the authority (NODE_EXTRA_CA_CERTS, curl.cainfo in php.ini), or use http:// for 127.0.0.1.',
);
const wrongHost = meaning(
  'certificate of another host',
  'The certificate does not name the host that was asked for.',
  'Use a name that stands in the certificate, or make one for this name.',
);
const expired = meaning(
  'certificate expired',
  'Its last day is over.',
  'Renew it; valet secure or herd secure makes a new one.',
);
const noTls = meaning(
  'no TLS on this port',
  'The port answered with something that is not TLS.',
  'Use http:// and ws://, or the port that speaks TLS.',
);

/** Error codes of the system and of TLS as Node names them. */
const system: Readonly<Record<string, CodeMeaning>> = {
  ECONNREFUSED: refused,
  ECONNRESET: reset,
  ECONNABORTED: reset,
  EPIPE: meaning('connection gone', 'The other side had closed before this was sent.', 'Connect again.'),
  ENOTFOUND: notFound,
  EAI_AGAIN: meaning(
    'name server not reached',
    'The name could not be looked up now.',
    'Is the network up? Try again.',
  ),
  ETIMEDOUT: timedOut,
  EHOSTUNREACH: meaning(
    'host not reachable',
    'There is no way to this address.',
    'Is the network, the VPN or the container up?',
  ),
  ENETUNREACH: meaning(
    'network not reachable',
    'This computer has no way to that network.',
    'An IPv6 address without IPv6? Use 127.0.0.1.',
  ),
  EADDRINUSE: meaning('port taken', 'Another program listens on it.', 'End that program, or choose another port.'),
  EADDRNOTAVAIL: meaning(
    'not an address of this computer',
    'Only addresses of its own can be listened on.',
    '127.0.0.1 always is one.',
  ),
  EACCES: meaning(
    'not allowed',
    'The system keeps this from ordinary programs, such as ports below 1024.',
    'Choose a port above 1023, or check the permissions.',
  ),
  EPERM: meaning('not allowed', 'The system or a firewall forbids it.', 'Check the permissions.'),
  EMFILE: meaning('too many open files', 'The process may not open any more.', 'Raise the limit (ulimit -n).'),
  ENOSPC: meaning('disk full', 'There is no room left.', 'Make room; what waits is written then.'),
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  CERT_HAS_EXPIRED: expired,
  CERT_NOT_YET_VALID: meaning(
    'certificate not yet valid',
    'Its first day is to come, or a clock is wrong.',
    'Check the clocks.',
  ),
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: selfSigned,
  UNABLE_TO_GET_ISSUER_CERT: selfSigned,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: selfSigned,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: selfSigned,
  CERT_UNTRUSTED: selfSigned,
  ERR_TLS_CERT_ALTNAME_INVALID: wrongHost,
};

/** Error numbers of libcurl, which PHP shows as "cURL error 7" (curl.se/libcurl/c/libcurl-errors.html). */
const curl: Readonly<Record<number, CodeMeaning>> = {
  3: meaning(
    'address not valid',
    'The address cannot be read: a host or scheme is missing.',
    'Is PUSHER_HOST or REVERB_HOST empty?',
  ),
  5: meaning('proxy not found', 'The name of the proxy has no address.', 'Check http_proxy and https_proxy.'),
  6: notFound,
  7: refused,
  22: meaning(
    'an HTTP error was answered',
    'The server answered with 400 or above.',
    'Look for the status of the answer.',
  ),
  28: timedOut,
  35: noTls,
  47: meaning(
    'too many redirects',
    'Each answer names another address.',
    'Use the last address; http and https may point at each other.',
  ),
  51: wrongHost,
  52: meaning('empty answer', 'The server closed without a word.', 'Often http:// spoken to a port with TLS.'),
  55: reset,
  56: reset,
  58: meaning('own certificate not usable', 'The client certificate cannot be read.', 'Check its path and password.'),
  60: selfSigned,
  77: meaning(
    'list of authorities not readable',
    'curl.cainfo names a file that is not there.',
    'Correct the path in php.ini.',
  ),
};

/** An error of the system or of TLS: 'ECONNREFUSED', 'CERT_HAS_EXPIRED'. */
export function systemMeaning(code: string): CodeMeaning {
  return lookUp(system, code);
}

/** A number of libcurl. */
export function curlMeaning(code: number): CodeMeaning {
  return lookUp(curl, code);
}

/** What an error text holds of these: "cURL error 60: …", "connect ECONNREFUSED 127.0.0.1:6001". null if nothing. */
export function meaningInText(text: string): { readonly code: string; readonly meaning: CodeMeaning } | null {
  const number = /\bcURL error (\d{1,2})\b/i.exec(text)?.[1];
  if (number !== undefined && curlMeaning(Number(number)).words !== '') {
    return { code: `cURL ${number}`, meaning: curlMeaning(Number(number)) };
  }
  for (const [code] of text.matchAll(/\b(?:E[A-Z]{3,}|EAI_AGAIN|[A-Z]+(?:_[A-Z]+)+)\b/g)) {
    if (systemMeaning(code).words !== '') return { code, meaning: systemMeaning(code) };
  }
  return null;
}
