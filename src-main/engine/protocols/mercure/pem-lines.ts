const oneLine = /^(-----BEGIN [A-Z ]+-----)([A-Za-z0-9+/=\s]+)(-----END [A-Z ]+-----)$/;

/** A PEM as a variable of the environment has it, with \\n, or a field of one line, which takes line breaks out. */
export function pemLines(pem: string): string {
  const text = pem.replaceAll('\\n', '\n').trim();
  const [, begin, body, end] = oneLine.exec(text) ?? [];
  return body === undefined ? text : [begin, body.replaceAll(/\s/g, ''), end].join('\n');
}
