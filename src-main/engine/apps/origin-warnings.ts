import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { Problem } from '../../contract/problem';
import { hostOf } from '../hub/allowed-origin';

/** What is worth knowing of the origins an app allows: those that match nothing, or match here and nowhere else. */
export function originWarnings(allowedOrigins: readonly string[]): readonly Problem[] {
  return allowedOrigins.flatMap((entry) => {
    const problem = warningOf(entry);
    return problem === null ? [] : [problem];
  });
}

/** A host, with a scheme, a port and a path or without. */
const entryShape = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:\[[^\]]*\]|[^\s/:[\],;"'<>\\|@]+)(?::(?:\d+|\*))?(?:\/.*)?$/i;

function warningOf(entry: string): Problem | null {
  const shown = JSON.stringify(entry);
  const sent = sentBy(entry);
  const host = hostOf(entry);
  if (sent !== host) {
    const message = `The allowed origin ${shown} can never match.`;
    const hint =
      sent === null
        ? 'An entry is one host, such as localhost, shop.test or *.shop.test. Write each on its own.'
        : `Browsers name that host another way: write ${sent}.`;
    return { code: 'bad-input', message, hint };
  }
  if (host !== entry.toLowerCase()) {
    const message = `Of the allowed origin ${shown} only the host ${host} is compared.`;
    const hint = `Reverb and laravel-websockets compare the host as well, and there an entry with scheme, port or path can never match: write ${host}.`;
    return { code: 'bad-input', message, hint };
  }
  return null;
}

/** The host as a browser has it in Origin, with the stars of the entry; null if no browser can have such a one. */
function sentBy(entry: string): string | null {
  if (isIP(entry) === 6) return sentBy(`[${entry}]`);
  if (!entryShape.test(entry)) return null;
  const host = hostOf(entry).replace(/^\./, '*.');
  if (host.includes('*')) return /^[!-~]+$/.test(host) ? host : domainToASCII(host) || null;
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return null;
  }
}
