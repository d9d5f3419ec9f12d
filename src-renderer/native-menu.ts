import { useEffect } from 'react';
import { useHubCall } from './engine/hooks';
import { hubAddresses } from './engine/hub-address';
import { acceleratorOf } from './format/accelerator';
import { useHost } from './host/use-host';
import type en from './languages/en.json';
import { useWords } from './languages/use-words';
import { runCommand, useCommandStore } from './state/commands';

type Part = keyof typeof en.commands.parts;

/** Keeps the window's own menu and tray as the page is: each command that is on offer, and what the hub does. */
export function useNativeMenu(): void {
  const t = useWords('shell');
  const part = useWords('commands');
  const host = useHost();
  const commands = useCommandStore(({ commands }) => commands);
  const hub = useHubCall('hub.state', 2_000);
  const clients = hub?.connections ?? 0;
  const address = hubAddresses(hub?.listeners ?? [])[0]?.host ?? '';
  useEffect(() => {
    host.onCommand?.((id) => runCommand(id));
  }, [host]);
  useEffect(() => {
    if (host.tell === undefined) return;
    const parts = new Map<string, { id: string; title: string; accelerator: string | null }[]>();
    for (const { id, title, keys } of commands.values()) {
      const name = id.split('.')[0] ?? '';
      const item = { id, title, accelerator: keys === null ? null : acceleratorOf(keys) };
      parts.set(name, [...(parts.get(name) ?? []), item]);
    }
    host.tell({
      commands: t('commands'),
      menus: [...parts].map(([name, items]) => ({ title: part(`parts.${name as Part}`), items })),
      clients,
      hub: address === '' ? t('hubDown') : t('hub', { address, count: clients }),
      quit: { message: t('ask', { count: clients }), detail: t('askWhy'), quit: t('quit'), stay: t('stay') },
      show: t('show'),
    });
  }, [host, commands, clients, address, t, part]);
}
