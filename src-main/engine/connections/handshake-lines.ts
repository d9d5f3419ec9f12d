import { isSecretName, maskSecret, redactQuery } from '../capture/redact';

/** The head of a handshake taken apart, without the secrets in its query and headers. */
export function handshakeLines(head: string): {
  requestLine: string;
  headers: readonly (readonly [name: string, value: string])[];
} {
  const [requestLine = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => {
    const at = line.indexOf(': ');
    const [name, value] = [line.slice(0, at), line.slice(at + 2)];
    return [
      name,
      isSecretName(name) && value !== '' ? maskSecret(name.toLowerCase(), value) : redactQuery(value),
    ] as const;
  });
  return { requestLine: redactQuery(requestLine), headers };
}
