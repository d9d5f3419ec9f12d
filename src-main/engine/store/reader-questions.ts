import type { EntryBody } from '../../contract/entry';
import type { Seq, ViewId } from '../../contract/ids';
import type { KindCounts } from '../../contract/kind-counts';
import type { Changes } from '../../contract/note';
import type { CaptureUse } from '../../contract/settings';
import type { Previous, Twin } from '../../contract/twins';
import type { Bodies, LoadedPage, Place, ViewState, Window } from '../../contract/view';
import type { Nearby } from './nearby-entries';
import type { SubscriptionsAt } from './store';
import type { ReaderCall } from './worker-messages';

/** The part of a capture's reader that only passes questions on to a reader worker. */
export abstract class ReaderQuestions {
  private readonly viewListeners: ((state: ViewState) => void)[] = [];

  rows(viewId: ViewId, from: number, count: number, signal?: AbortSignal): Promise<Window> {
    return this.ask({ name: 'rows', input: { viewId, from, count } }, signal);
  }

  bodies(viewId: ViewId, from: number, count: number): Promise<Bodies> {
    return this.ask({ name: 'bodies', input: { viewId, from, count } });
  }

  locate(viewId: ViewId, seq: Seq): Promise<Place> {
    return this.ask({ name: 'locate', input: { viewId, seq } });
  }

  body(seq: Seq): Promise<EntryBody | null> {
    return this.ask({ name: 'body', input: { seq } });
  }

  related(seq: Seq): Promise<readonly Seq[]> {
    return this.ask({ name: 'related', input: { seq } });
  }

  nearby(seq: Seq): Promise<Nearby | null> {
    return this.ask({ name: 'nearby', input: { seq } });
  }

  previous(seq: Seq, before: Seq | null): Promise<Previous> {
    return this.ask({ name: 'previous', input: { seq, before } });
  }

  twins(seq: Seq): Promise<readonly Twin[]> {
    return this.ask({ name: 'twins', input: { seq } });
  }

  subscriptionsAt(app: string, channels: readonly string[], seq: Seq): Promise<readonly SubscriptionsAt[]> {
    return this.ask({ name: 'subscriptionsAt', input: { app, channels, seq } });
  }

  channelsAt(app: string, seq: Seq): Promise<readonly string[]> {
    return this.ask({ name: 'channelsAt', input: { app, seq } });
  }

  changes(after: Seq): Promise<Changes> {
    return this.ask({ name: 'changes', input: { after } });
  }

  countKinds(after: Seq): Promise<KindCounts> {
    return this.ask({ name: 'countKinds', input: { after } });
  }

  completeName(field: 'channel' | 'event' | 'client', prefix: string): Promise<readonly string[]> {
    return this.ask({ name: 'completeName', input: { field, prefix } });
  }

  pages(): Promise<readonly LoadedPage[]> {
    return this.ask({ name: 'pages', input: null });
  }

  use(): Promise<CaptureUse> {
    return this.ask({ name: 'use', input: null });
  }

  onViewChanged(listener: (state: ViewState) => void): void {
    this.viewListeners.push(listener);
  }

  protected tellViews(state: ViewState): void {
    for (const listener of this.viewListeners) {
      listener(state);
    }
  }

  /** Answers are of the type that the call's method says. */
  protected abstract ask<T>(call: ReaderCall, signal?: AbortSignal): Promise<T>;
}
