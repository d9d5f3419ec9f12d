import type { Draft } from '../../src-main/contract/hub';

/** A word as a POSIX shell takes it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

/** The command that sends a message through the running engine; data that is no JSON goes as a JSON string. */
export function sendCommand(draft: Draft, isJson: boolean): string {
  const { protocol, channel, event, data, excludeSocketId, alternates = [], isPrivate } = draft;
  const words = ['hubbub', 'send', channel, event, isJson ? data : JSON.stringify(data)];
  if (excludeSocketId !== '') words.push('--exclude', excludeSocketId);
  if (protocol === 'mercure') {
    words.push('--protocol', protocol, ...alternates.flatMap((topic) => ['--alternate', topic]));
    if (isPrivate === true) words.push('--private');
  }
  return words.map(shellWord).join(' ');
}

/** A publish to a Mercure hub for a shell. The token is not in it, and has to be in MERCURE_JWT. */
export function mercureCurl({ channel, event, data, alternates = [], isPrivate }: Draft, hub: URL): string {
  const fields = [
    ...[channel, ...alternates].map((topic) => `topic=${topic}`),
    `data=${data}`,
    ...(isPrivate === true ? ['private=on'] : []),
    ...(event === '' || event === 'message' ? [] : [`type=${event}`]),
  ];
  const forms = fields.map((field) => `--data-urlencode ${shellWord(field)}`).join(' ');
  return [
    `: "\${MERCURE_JWT:?Set MERCURE_JWT to a token that may publish}"`,
    `curl -sS -H "Authorization: Bearer $MERCURE_JWT" ${forms} ${hub.origin}/.well-known/mercure`,
  ].join('\n');
}

/**
 * A publish for a shell: the HTTP API of Pusher wants it signed within ten minutes, so it is signed when it is run. The
 * secret is not in it, and has to be in APP_SECRET.
 */
export function curlCommand({ app, channel, event, data, excludeSocketId }: Draft, key: string, hub: URL): string {
  const exclude = excludeSocketId === '' ? {} : { socket_id: excludeSocketId };
  const body = JSON.stringify({ name: event, channels: [channel], data, ...exclude });
  const path = `/apps/${encodeURIComponent(app)}/events`;
  return [
    `: "\${APP_SECRET:?Set APP_SECRET to the secret of app ${app}}"`,
    `BODY=${shellWord(body)}`,
    `MD5=$(printf %s "$BODY" | openssl dgst -md5 | sed 's/.* //')`,
    `QUERY="auth_key=${encodeURIComponent(key)}&auth_timestamp=$(date +%s)&auth_version=1.0&body_md5=$MD5"`,
    `SIGNATURE=$(printf 'POST\\n%s\\n%s' ${shellWord(path)} "$QUERY" | openssl dgst -sha256 -hmac "$APP_SECRET" | sed 's/.* //')`,
    `curl -sS -H 'Content-Type: application/json' --data-binary "$BODY" "${hub.origin}${path}?$QUERY&auth_signature=$SIGNATURE"`,
  ].join('\n');
}
