import { useEffect } from 'react';
import { type MenuWord, menuWords, type ShellMenuItem } from '../src-main/contract/shell-calls';
import { useEngineState, useHubCall } from './engine/hooks';
import { hubAddresses } from './engine/hub-address';
import { acceleratorOf } from './format/accelerator';
import { useHost } from './host/use-host';
import type en from './languages/en.json';
import { useWords } from './languages/use-words';
import { keysNow, runCommand, useCommandStore } from './state/commands';
import { useSettings } from './state/settings';

const menuWordNames = Object.keys(menuWords) as MenuWord[];
type Part = keyof typeof en.commands.parts;

/** Keeps the window's own menu and tray as the page is: each command, and whether it is on offer, and what the hub does. */
export function useNativeMenu(): void {
  const t = useWords('shell');
  const part = useWords('commands');
  const mini = useWords('mini');
  const host = useHost();
  const commands = useCommandStore(({ commands }) => commands);
  const known = useCommandStore(({ known }) => known);
  const set = useSettings(({ settings }) => settings.keys);
  const lastHub = useHubCall('hub.state', 2_000);
  // What an engine said that is gone holds no more.
  const hub = useEngineState() === 'up' ? lastHub : null;
  const clients = hub?.connections ?? 0;
  const address = hubAddresses(hub?.listeners ?? [])[0]?.host ?? '';
  useEffect(() => {
    host.onCommand?.((id) => runCommand(id));
  }, [host]);
  useEffect(() => {
    if (host.tell === undefined) return;
    const parts = new Map<string, ShellMenuItem[]>();
    for (const { id, title, usualKeys } of known.values()) {
      const name = id.split('.')[0] ?? '';
      const keys = keysNow(usualKeys, set[id]);
      const accelerator = keys === null ? null : acceleratorOf(keys);
      const item = { id, title, accelerator, isOffered: commands.has(id) };
      parts.set(name, [...(parts.get(name) ?? []), item]);
    }
    host.tell({
      commands: t('commands'),
      menus: [...parts].map(([name, items]) => ({ title: part(`parts.${name as Part}`), items })),
      words: Object.fromEntries(menuWordNames.map((word) => [word, t(`menu.${word}`)])) as Record<MenuWord, string>,
      clients,
      hub: address === '' ? t('hubDown') : t('hub', { address, count: clients }),
      quit: { message: t('ask', { count: clients }), detail: t('askWhy'), quit: t('quit'), stay: t('stay') },
      show: t('show'),
      mini: mini('open'),
    });
  }, [host, commands, known, set, clients, address, t, part, mini]);
}
