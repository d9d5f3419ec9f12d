import type { DocumentName } from './documents';
import type { Problem } from './problem';
import type { SettingsState } from './settings';
import type { ViewState } from './view';

/** Every notice the engine gives of itself. Coalesced per port: at most 15 a second, none while the window is hidden. */
export interface EngineSignals {
  'view.changed': ViewState;
  /** Channels, connections or listeners changed; the value is a revision to compare. */
  'hub.changed': { readonly revision: number };
  /** Another port wrote this document; whoever shows it reads it again. Not told to the port that wrote it. */
  'document.changed': { readonly name: DocumentName };
  /** Another workspace was opened, or the project that is open changed: ask workspace.list and project.state. */
  'project.changed': { readonly revision: number };
  /** Something was armed, ended or taken off: ask expect.list. */
  'expect.changed': { readonly revision: number };
  /** A profile or its session changed: ask session.list. */
  'sessions.changed': { readonly revision: number };
  /** A second is over. Only to ports that watch. */
  'statistics.changed': { readonly atMs: number };
  /** As settings.read answers now. */
  'settings.changed': SettingsState;
  'engine.problem': Problem;
  /** All problems of the engine that stand now, told when one came or went; as in EngineDescription. */
  'engine.problems': readonly Problem[];
}
export type SignalName = keyof EngineSignals;
export type SignalValue<N extends SignalName> = EngineSignals[N];
