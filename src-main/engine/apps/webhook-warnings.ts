import type { WebhookSettings } from '../../contract/app';
import type { Problem } from '../../contract/problem';
import { isThisComputer } from '../hub/this-computer';

/** Webhooks that leave this computer are allowed, and said to be. */
export function webhookWarnings(app: string, webhooks: readonly WebhookSettings[]): readonly Problem[] {
  const hosts = webhooks.map(({ url }) => new URL(url)).filter((url) => !isThisComputer(url));
  return [...new Set(hosts.map(({ host }) => host))].map((host) => ({
    code: 'refused' as const,
    message: `Webhooks of app ${app} leave this computer: they go to ${host}.`,
    hint: 'Nothing is wrong if that is meant. What they tell is what happens on the channels of the app.',
  }));
}
