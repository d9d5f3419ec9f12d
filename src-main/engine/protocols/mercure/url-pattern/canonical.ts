import { PatternFault } from './pattern-fault';

/** How a fixed text of a component is written in a URL. Throws a PatternFault for what cannot stand there. */
export type Canonical = (text: string) => string;

export const specialSchemes = ['ftp', 'file', 'http', 'https', 'ws', 'wss'] as const;
export const defaultPorts: Readonly<Record<string, string>> = {
  ftp: '21',
  http: '80',
  https: '443',
  ws: '80',
  wss: '443',
};

const unless = (isGood: boolean, what: string, text: string): void => {
  if (!isGood) throw new PatternFault(`"${text}" cannot be the ${what} of a URL.`);
};

export const protocol: Canonical = (text) => {
  unless(text === '' || /^[A-Za-z][A-Za-z0-9+.-]*$/.test(text), 'scheme', text);
  return text.toLowerCase();
};

export const username: Canonical = (text) => {
  const url = dummy();
  url.username = text;
  return url.username;
};

export const password: Canonical = (text) => {
  const url = dummy();
  url.password = text;
  return url.password;
};

export const hostname: Canonical = (text) => {
  if (text === '' || /^[0-9A-Fa-f:[\]]*$/.test(text)) return text.toLowerCase();
  const url = dummy();
  url.hostname = text;
  unless(url.hostname !== dummyHost || text.toLowerCase() === dummyHost, 'host', text);
  return url.hostname;
};

export const port: Canonical = (text) => {
  unless(/^\d{0,5}$/.test(text) && Number(text) <= 65_535, 'port', text);
  return text === '' ? '' : String(Number(text));
};

/** A dot segment goes as in any URL; what does not begin with a slash is not given one. */
export const pathname: Canonical = (text) => {
  if (text === '') return '';
  const isAbsolute = text.startsWith('/');
  const url = dummy();
  url.pathname = isAbsolute ? text : `/-${text}`;
  return isAbsolute ? url.pathname : url.pathname.slice(2);
};

/** Of a scheme that has no slashes, such as `urn:`: nothing but controls and what is not ASCII is escaped. */
export const opaquePathname: Canonical = (text) =>
  text.replace(/[^\u0020-\u007e]+/g, (some) => encodeURIComponent(Buffer.from(some).toString()));

export const search: Canonical = (text) => {
  const url = dummy();
  url.search = `?${text}`;
  return url.search.slice(1);
};

export const hash: Canonical = (text) => {
  const url = dummy();
  url.hash = `#${text}`;
  return url.hash.slice(1);
};

const dummyHost = 'dummy.invalid';

function dummy(): URL {
  return new URL(`https://${dummyHost}/`);
}
