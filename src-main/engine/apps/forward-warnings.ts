import type { AppOptions } from '../../contract/app';
import type { Problem } from '../../contract/problem';

/** What an app has set, and the server behind it decides. */
export function forwardWarnings(
  app: string,
  { forward, webhooks, allowedOrigins }: Pick<AppOptions, 'forward' | 'webhooks' | 'allowedOrigins'>,
): readonly Problem[] {
  if (forward === null || forward.url === '') return [];
  const { url } = forward;
  const hint = 'Set them there, or let the hub serve the app.';
  const idle = [
    ...(webhooks.length === 0 ? [] : [`The webhooks of app ${app} are not sent: it is passed through to ${url}.`]),
    ...(allowedOrigins.length === 0
      ? []
      : [`The allowed origins of app ${app} are not compared: it is passed through to ${url}.`]),
  ];
  return idle.map((message) => ({ code: 'bad-input', message, hint }));
}
