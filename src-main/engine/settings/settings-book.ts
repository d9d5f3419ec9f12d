import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../../contract/problem';
import { ProblemError } from '../../contract/problem';
import {
  changedSettings,
  defaultSettings,
  type FixedSetting,
  isSame,
  type Settings,
  type SettingsGroup,
  type SettingsState,
  settingAt,
} from '../../contract/settings';
import { moveAside, writePrivateFile } from './private-file';
import { checkSettings } from './settings-schema';

export const settingsFileName = 'settings.json';

/** What a flag or a file of --config said, which wins over what the folder keeps. */
export interface FixedValue extends FixedSetting {
  readonly value: unknown;
}

export interface KeptSettings {
  readonly settings: Settings;
  readonly problem: Problem | null;
}

/** What a data folder keeps. A file that cannot be used is moved aside, the Problem says where, and the defaults hold. */
export async function readSettings(dataDir: string): Promise<KeptSettings> {
  const path = join(dataDir, settingsFileName);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { settings: defaultSettings, problem: isMissing ? null : unusable(path, (error as Error).message, '') };
  }
  try {
    return { settings: checkSettings(JSON.parse(text.replace(/^\uFEFF/, ''))), problem: null };
  } catch (error) {
    return { settings: defaultSettings, problem: unusable(path, whyNot(error), await moveAside(path)) };
  }
}

/** What a person has set, kept in the data folder and changed while the engine runs. */
export class SettingsBook {
  private readonly listeners: ((now: Settings, before: Settings) => void)[] = [];
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataDir: string,
    private kept: KeptSettings,
    private readonly given: readonly FixedValue[] = [],
  ) {}

  /** With what was given over what is kept. */
  get settings(): Settings {
    return this.given.reduce((settings, { path, value }) => withValue(settings, path, value), this.kept.settings);
  }

  get state(): SettingsState {
    return {
      settings: this.settings,
      file: join(this.dataDir, settingsFileName),
      text: fileText(this.kept.settings),
      fixed: this.given.map(({ path, by }) => ({ path, by })),
      problem: this.kept.problem,
    };
  }

  onChange(listener: (now: Settings, before: Settings) => void): void {
    this.listeners.push(listener);
  }

  /** Rejects with a ProblemError: 'bad-input', 'refused' for what was given at the start, 'store-failed'. */
  async change(path: string, value: unknown): Promise<SettingsState> {
    this.refuseGiven(path);
    if (!/^\w+\.\S+$/.test(path)) {
      throw noSetting(path);
    }
    await this.take(withValue(this.kept.settings, path, value), path);
    return this.state;
  }

  /** One setting, a group, or with '' all of them, as they usually are. Rejects as `change`. */
  async reset(path: string): Promise<SettingsState> {
    this.refuseGiven(path);
    const usual = path === '' ? defaultSettings : settingAt(defaultSettings, path);
    if (usual === undefined && !path.startsWith('keys.')) {
      throw noSetting(path);
    }
    await this.take(path === '' ? defaultSettings : withValue(this.kept.settings, path, usual), path);
    return this.state;
  }

  /** Resolves when everything is on disk. */
  async close(): Promise<void> {
    await this.writing.catch(() => {});
  }

  private refuseGiven(path: string): void {
    const given = this.given.find((one) => one.path === path);
    if (given !== undefined) {
      const message = `${path} was set by ${given.by}, and comes from there again at the next start.`;
      throw new ProblemError('refused', message, 'Change it there, and start the hub again.');
    }
  }

  private async take(value: unknown, path: string): Promise<void> {
    let settings: Settings;
    try {
      settings = checkSettings(value);
    } catch (error) {
      throw new ProblemError('bad-input', `${path} cannot be set to that: ${whyNot(error)}.`, 'Nothing was changed.');
    }
    const before = this.settings;
    this.kept = { ...this.kept, settings };
    const now = this.settings;
    if (!isSame(now, before)) {
      for (const listener of this.listeners) {
        listener(now, before);
      }
    }
    // One after the other, so that the last change is what is on disk.
    this.writing = this.writing.catch(() => {}).then(() => this.write());
    await this.writing;
  }

  private async write(): Promise<void> {
    const path = join(this.dataDir, settingsFileName);
    try {
      await writePrivateFile(path, fileText(this.kept.settings));
    } catch (error) {
      const message = `The settings could not be written to ${path}: ${(error as Error).message}.`;
      throw new ProblemError(
        'store-failed',
        message,
        'They hold until the hub ends. Make room, or choose another --data.',
      );
    }
  }
}

function fileText(settings: Settings): string {
  return `${JSON.stringify(differences(settings), null, 2)}\n`;
}

/** Only what is not as usual, so that a default that becomes better later reaches those who never touched it. */
function differences(settings: Settings): Record<string, Record<string, unknown>> {
  const found: Record<string, Record<string, unknown>> = {};
  for (const path of changedSettings(settings)) {
    const [group = '', ...rest] = path.split('.');
    found[group] = { ...found[group], [rest.join('.')]: settingAt(settings, path) };
  }
  return found;
}

/** `undefined` takes a name away. A group as path sets the whole of it. */
function withValue(settings: Settings, path: string, value: unknown): Settings {
  const [group = '', ...rest] = path.split('.');
  const name = rest.join('.');
  if (name === '') {
    return { ...settings, [group]: value };
  }
  const values = { ...(settings[group as SettingsGroup] as Record<string, unknown> | undefined), [name]: value };
  if (value === undefined) {
    delete values[name];
  }
  return { ...settings, [group]: values };
}

function whyNot(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'} ${message}`).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}

function noSetting(path: string): ProblemError {
  return new ProblemError(
    'bad-input',
    `There is no setting ${path.slice(0, 80)}.`,
    'docs/settings.schema.json names them.',
  );
}

function unusable(path: string, why: string, aside: string): Problem {
  return {
    code: 'store-damaged',
    message: `The settings in ${path} cannot be used: ${why}.`,
    hint: aside === '' ? 'The usual ones hold.' : `The usual ones hold. The file is now ${aside}.`,
  };
}
