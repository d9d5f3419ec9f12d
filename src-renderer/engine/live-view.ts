import { engineGone } from '../../src-main/contract/call-client';
import type { CallInput } from '../../src-main/contract/engine-calls';
import type { Seq } from '../../src-main/contract/ids';
import type { Problem } from '../../src-main/contract/problem';
import type { Bodies, Place, ViewState, Window } from '../../src-main/contract/view';
import type { EngineClient } from './engine-client';

/** An open view over the capture. Ends with its engine: calls then reject with 'engine-gone'. */
export class LiveView {
  /** The newest state that is known. */
  state: ViewState;
  /** What is wrong with the filter's text. */
  readonly problems: readonly Problem[];
  private listener: ((state: ViewState) => void) | null = null;
  private readonly stopSignals: () => void;
  /** The engine of this view went. The next one numbers its views anew, so this number is another view's there. */
  private isGone = false;

  private constructor(
    private readonly engine: EngineClient,
    opened: ViewState & { readonly problems: readonly Problem[] },
  ) {
    const { problems, ...state } = opened;
    this.state = state;
    this.problems = problems;
    const stopChanges = engine.onSignal('view.changed', (changed) => {
      if (changed.viewId === state.viewId) this.take(changed);
    });
    const stopStates = engine.onState(() => {
      this.isGone ||= engine.state !== 'up';
      if (this.isGone) this.stopSignals();
    });
    this.stopSignals = () => {
      stopChanges();
      stopStates();
    };
  }

  static async open(engine: EngineClient, input: CallInput<'view.open'>): Promise<LiveView> {
    return new LiveView(engine, await engine.call('view.open', input));
  }

  /** One listener, told of every newer state. */
  onChange(listener: ((state: ViewState) => void) | null): void {
    this.listener = listener;
  }

  /** Rows at positions [from, from + count) as far as they are there. `signal` gives up a window scrolled away. */
  rows(from: number, count: number, signal?: AbortSignal): Promise<Window> {
    if (this.isGone) return Promise.reject(engineGone());
    return this.engine.call('view.rows', { viewId: this.state.viewId, from, count }, signal);
  }

  /** As `rows`, with bodies; may answer with fewer than asked for. */
  bodies(from: number, count: number): Promise<Bodies> {
    if (this.isGone) return Promise.reject(engineGone());
    return this.engine.call('view.bodies', { viewId: this.state.viewId, from, count });
  }

  locate(seq: Seq): Promise<Place> {
    if (this.isGone) return Promise.reject(engineGone());
    return this.engine.call('view.locate', { viewId: this.state.viewId, seq });
  }

  close(): void {
    this.listener = null;
    this.stopSignals();
    if (!this.isGone) this.engine.call('view.close', { viewId: this.state.viewId }).catch(() => {});
  }

  private take(state: ViewState): void {
    if (state.revision <= this.state.revision) return;
    this.state = state;
    this.listener?.(state);
  }
}
