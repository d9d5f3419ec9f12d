import type { Problem } from '../../contract/problem';

/** What is worth knowing of the origins an app allows: those that match nothing, or match here and nowhere else. */
export function originWarnings(allowedOrigins: readonly string[]): readonly Problem[] {
  return allowedOrigins.flatMap((entry) => {
    const problem = warningOf(entry);
    return problem === null ? [] : [problem];
  });
}

function warningOf(entry: string): Problem | null {
  const host = entry.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/(?<=[^:\]]):\d+$|(?<=\]):\d+$|\/.*$/g, '');
  const shown = JSON.stringify(entry);
  if (host === '' || /[\s,;"'<>\\|]/.test(host)) {
    const message = `The allowed origin ${shown} can never match.`;
    const hint = 'An entry is one host, such as localhost, shop.test or *.shop.test. Write each on its own.';
    return { code: 'bad-input', message, hint };
  }
  if (host !== entry) {
    const message = `Of the allowed origin ${shown} only the host ${host} is compared.`;
    const hint = `Reverb and laravel-websockets compare the host as well, and there an entry with scheme, port or path can never match: write ${host}.`;
    return { code: 'bad-input', message, hint };
  }
  return null;
}
