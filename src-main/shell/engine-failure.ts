import { app, dialog, type WebContents } from 'electron';
import type { Problem } from '../contract/problem';
import { type FailureChoice, failureChoices } from '../contract/shell-calls';

/** A page that has not shown the failure by then is not there. */
const pagePatienceMs = 8_000;

/**
 * An engine that failed for good, until a person has chosen what now. The page shows it, in its language and without a dialog
 * in the way; where there is no page, the system's own dialog does, which knows English only.
 */
export class EngineFailure {
  private problem: Problem | null = null;
  private timer: NodeJS.Timeout | null = null;
  /** Takes the dialog back; null while there is none. */
  private dialog: AbortController | null = null;

  constructor(
    private readonly acts: {
      /** The page that is to show it, null if there is none now. */
      readonly page: () => WebContents | null;
      readonly tryAgain: () => void;
    },
  ) {}

  get stands(): boolean {
    return this.problem !== null;
  }

  failed(problem: Problem): void {
    process.stderr.write(`${problem.message}\n${problem.hint}\n`);
    this.problem = problem;
    this.tell();
    this.waitForPage();
  }

  /** Tells the page how it is, as it asks when it is loaded: it may be so before or after the engine failed. */
  tell(): void {
    this.acts.page()?.send('hubbub:engine-failed', this.problem);
  }

  /** The page has it on the screen. */
  shown(): void {
    this.stopWaiting();
    this.dialog?.abort();
  }

  /** The page is gone, and what it showed with it. */
  pageGone(): void {
    if (this.problem !== null) this.waitForPage();
  }

  choose(choice: unknown): void {
    if (this.problem === null || !failureChoices.includes(choice as FailureChoice)) return;
    this.problem = null;
    this.shown();
    this.tell();
    if (choice === 'again') this.acts.tryAgain();
    else app.quit();
  }

  private waitForPage(): void {
    this.stopWaiting();
    this.timer = setTimeout(() => void this.ask(), pagePatienceMs);
  }

  private stopWaiting(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private async ask(): Promise<void> {
    if (this.problem === null || this.dialog !== null) return;
    const { message, hint } = this.problem;
    const asked = new AbortController();
    this.dialog = asked;
    const { response } = await dialog.showMessageBox({
      ...{ type: 'error', title: 'Hubbub', message, detail: hint, buttons: ['Try again', 'Quit'] },
      signal: asked.signal,
    });
    this.dialog = null;
    if (!asked.signal.aborted) this.choose(failureChoices[response] ?? 'quit');
  }
}
