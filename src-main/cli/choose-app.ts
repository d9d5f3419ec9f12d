import type { CallClient } from '../contract/call-client';
import { usageError } from './exit-codes';

/** Ids of the apps the running hub has. */
export async function appsOf(client: CallClient): Promise<readonly string[]> {
  const { apps } = await client.call('hub.state', undefined);
  return apps.map(({ id }) => id);
}

/** Refuses an app the running hub does not have: everything about it would be an empty answer. */
export async function refuseUnknownApp(client: CallClient, appId: string): Promise<void> {
  const ids = await appsOf(client);
  if (!ids.includes(appId)) {
    throw usageError(`The hub has no app ${appId}.`, `It has: ${ids.join(', ')}.`);
  }
}

/** The app that is meant: the only one, or the one that is named. */
export async function chooseApp(client: CallClient, appId: string | undefined): Promise<string> {
  if (appId !== undefined) {
    await refuseUnknownApp(client, appId);
    return appId;
  }
  const [only, ...others] = await appsOf(client);
  if (only === undefined || others.length > 0) {
    const ids = only === undefined ? 'none' : [only, ...others].join(', ');
    throw usageError('The hub has several apps, or none.', `Say which one with --app-id: ${ids}.`);
  }
  return only;
}
