import { createHmac } from 'node:crypto';

/** The secret of the samples, which a hub takes without any configuration. */
const samplesSecret = '!ChangeThisSecret!';

/** A token of 0.x with these rights. @param mercure its claim of that name */
export function mercureToken(mercure: object, secret = samplesSecret): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ mercure })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
