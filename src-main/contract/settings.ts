import type { Editor } from './editor';
import { allFaces, type FaceSettings } from './faces';
import { limits } from './limits';
import { defaultMercureChoices, type MercureChoices } from './mercure';
import type { Problem } from './problem';
import { defaultRelay, type RelaySettings } from './relay';
import { defaultSocketIo, type SocketIoSettings } from './socketio';

/** What a person can set, by group. The file settings.json of the data folder holds what differs from the defaults. */
/** Time of day that is shown: of this computer, UTC, or since the recording of this run began. */
export const clocks = ['local', 'utc', 'start'] as const;

export interface Settings {
  readonly general: {
    /** BCP 47 tag of a language of the page, or 'system'. */
    readonly language: string;
    /** Whether the page opens on the view it was closed on; otherwise on Live. */
    readonly reopenView: boolean;
    /** Whether the page opens on the first steps while nothing was ever recorded. */
    readonly welcome: boolean;
    /** Where places of a project are opened. */
    readonly editor: Editor;
  };
  readonly appearance: {
    readonly theme: 'system' | 'light' | 'dark';
    readonly clock: (typeof clocks)[number];
  };
  readonly hub: {
    /** HOST:PORT each; null for the usual addresses. */
    readonly listen: readonly string[] | null;
  };
  /** Who reaches the hub besides this computer. */
  readonly reach: {
    readonly containers: boolean;
  };
  /** Which other servers the hub also answers as. */
  readonly faces: FaceSettings;
  readonly relay: RelaySettings;
  readonly mercure: MercureChoices;
  readonly socketio: SocketIoSettings;
  /** How much of the past is kept, whichever comes first. */
  readonly retention: {
    readonly entries: number;
    readonly bytes: number;
    readonly hours: number;
  };
  /** Keys by the id of their command, in the syntax of tinykeys; '' switches the key off. */
  readonly keys: Readonly<Record<string, string>>;
}

export const defaultSettings: Settings = {
  general: { language: 'system', reopenView: true, welcome: true, editor: 'vscode' },
  appearance: { theme: 'system', clock: 'local' },
  hub: { listen: null },
  reach: { containers: false },
  faces: allFaces,
  relay: defaultRelay,
  mercure: defaultMercureChoices,
  socketio: defaultSocketIo,
  retention: {
    entries: limits.retentionEntries,
    bytes: limits.retentionBytes,
    hours: limits.retentionMs / 3_600_000,
  },
  keys: {},
};

export type SettingsGroup = keyof Settings;

/** A setting that something said at the start decides; it cannot be changed while the hub runs. */
export interface FixedSetting {
  /** 'hub.listen' */
  readonly path: string;
  /** '--listen', '--config' */
  readonly by: string;
}

/** The settings as they hold. */
export interface SettingsState {
  readonly settings: Settings;
  /** Absolute path of settings.json, which need not be there. */
  readonly file: string;
  /** What it holds: JSON of those settings that are not as usual. */
  readonly text: string;
  readonly fixed: readonly FixedSetting[];
  /** The file could not be used as it was; null if it could. */
  readonly problem: Problem | null;
}

/** How much of what retention allows is used. */
export interface CaptureUse {
  readonly entries: number;
  /** On disk, without what was freed and is written over next. */
  readonly bytes: number;
  /** Milliseconds since the epoch; null if nothing is kept. */
  readonly oldestAtMs: number | null;
}

/** Whether two JSON values say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The value at a path of at most two steps: 'appearance.theme'. undefined if there is none. */
export function settingAt(settings: Settings, path: string): unknown {
  const [group = '', ...rest] = path.split('.');
  const values: unknown = Object.hasOwn(settings, group) ? settings[group as SettingsGroup] : undefined;
  const name = rest.join('.');
  if (name === '' || typeof values !== 'object' || values === null) return values;
  return Object.hasOwn(values, name) ? (values as Record<string, unknown>)[name] : undefined;
}

/** Paths of settings that are not as by default, in the order of the groups: 'keys.view.pause'. */
export function changedSettings(settings: Settings): readonly string[] {
  return (Object.keys(defaultSettings) as SettingsGroup[]).flatMap((group) => {
    const usual: Readonly<Record<string, unknown>> = { ...defaultSettings[group] };
    return Object.entries(settings[group]).flatMap(([name, value]) =>
      isSame(value, usual[name]) ? [] : [`${group}.${name}`],
    );
  });
}
