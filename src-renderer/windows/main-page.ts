import { ProblemError } from '../../src-main/contract/problem';
import type { Host } from '../host/host';
import { wordsOf } from '../languages/words';
import { useInspectorPlace } from '../state/inspector-place';
import { hereActs } from '../state/main-acts';
import { useMiniWindow } from '../state/mini-window';
import { useNotices } from '../state/notices';
import { usePins } from '../state/pins';
import { useSelection } from '../state/selection';
import { useTimeline } from '../state/timeline';
import { showView } from '../state/views';
import { channelOf, holdLife, whenGone } from './channel';
import { type Act, readToMain, type Shared, type ToMain, type ToSide } from './messages';

const idName = 'hubbub.page';
const t = wordsOf('windows');

/** Outlives the page, so that windows beside it find it again after it was loaded anew. */
function ownId(isNew = false): string {
  const kept = sessionStorage.getItem(idName);
  if (kept !== null && !isNew) return kept;
  const id = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
  sessionStorage.setItem(idName, id);
  return id;
}

/** The page's side of its windows: tells them what it shows, and does what is asked for in them. */
export class MainPage {
  private id = ownId();
  private channel = this.open();
  private letGo = this.live();
  /** Tells this page from another one with its id: a tab that was duplicated. */
  private readonly self = crypto.getRandomValues(new Uint32Array(2)).join('-');
  private told: Shared | null = null;

  constructor(private readonly host: Host) {
    this.postMain({ to: 'main', type: 'claim', by: this.self });
    useInspectorPlace.setState({ move: () => this.move(), goThere: () => this.show() });
    if (host.capabilities.onTopWindow) {
      useMiniWindow.setState({ open: () => void host.openPart({ name: 'mini', of: this.id }) });
    }
    const tell = () => this.tell();
    useSelection.subscribe(tell);
    usePins.subscribe(tell);
    useTimeline.subscribe(tell);
  }

  get pageId(): string {
    return this.id;
  }

  private open(): BroadcastChannel {
    const channel = channelOf(this.id);
    channel.onmessage = ({ data }) => this.take(readToMain(data));
    return channel;
  }

  /** Those beside it are told once it is sure that this page is theirs. */
  private live(): () => void {
    return holdLife('main', this.id, () => this.post({ to: 'side', type: 'here' }));
  }

  private post(message: ToSide): void {
    this.channel.postMessage(message);
  }

  private postMain(message: ToMain): void {
    this.channel.postMessage(message);
  }

  private take(message: ToMain | null): void {
    if (message === null) return;
    if (message.type === 'claim') this.postMain({ to: 'main', type: 'taken', by: message.by });
    if (message.type === 'taken' && message.by === this.self) this.takeOtherId();
    if (message.type === 'hello') this.wentAway();
    if (message.type === 'bye') useInspectorPlace.setState({ place: 'here' });
    if (message.type === 'act') this.act(message.act);
  }

  private takeOtherId(): void {
    this.letGo();
    this.channel.close();
    this.id = ownId(true);
    this.channel = this.open();
    this.letGo = this.live();
    useInspectorPlace.setState({ place: 'here' });
  }

  private wentAway(): void {
    const { id } = this;
    useInspectorPlace.setState({ place: 'away' });
    this.told = null;
    this.tell();
    // Also of a window that crashed.
    whenGone('inspector', id, () => {
      if (id === this.id) useInspectorPlace.setState({ place: 'here' });
    });
  }

  /** What is shown, to the inspector in its own window; only if it changed. */
  private tell(): void {
    if (useInspectorPlace.getState().place !== 'away') return;
    const { filter, appliedFilter, arePingsShown, clearedUpTo } = useTimeline.getState();
    const shared = {
      ...{ row: useSelection.getState().row, pins: usePins.getState().rows },
      ...{ filter, appliedFilter, arePingsShown, clearedUpTo },
    };
    const { told } = this;
    const isSame = told !== null && (Object.keys(shared) as (keyof Shared)[]).every((key) => told[key] === shared[key]);
    if (isSame) return;
    this.told = shared;
    this.post({ to: 'side', type: 'shared', shared });
  }

  private move(): void {
    if (useInspectorPlace.getState().place === 'away') this.post({ to: 'side', type: 'close' });
    else this.show();
  }

  private show(): void {
    if (this.host.openPart({ name: 'inspector', of: this.id })) return;
    useNotices.getState().fail(new ProblemError('refused', t('blocked'), t('blockedHint')));
  }

  private act(act: Act): void {
    if (act.name === 'select') hereActs.select(act.row);
    else if (act.name === 'pin') hereActs.togglePin(act.row);
    else if (act.name === 'compose') hereActs.composeAgain(act.source, act.draft);
    else if (act.name === 'expect') hereActs.expect(act.fields);
    else {
      showView('live');
      if (act.name === 'show') hereActs.select(act.row);
      else if (act.name === 'filter') hereActs.setFilter(act.text);
      else hereActs.clear(act.upTo);
    }
  }
}
