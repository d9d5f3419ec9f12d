import type { Row } from '../../src-main/contract/entry';
import type { SidePart } from '../../src-main/contract/window-part';
import type { Host } from '../host/host';
import { wordsOf } from '../languages/words';
import { useInspectorPlace } from '../state/inspector-place';
import { actElsewhere } from '../state/main-acts';
import { useNotices } from '../state/notices';
import { usePins } from '../state/pins';
import { useSelection } from '../state/selection';
import { useTimeline } from '../state/timeline';
import { channelOf, holdLife, whenGone } from './channel';
import { type Act, readToSide, type Shared, type ToMain } from './messages';

const t = wordsOf('windows');

/** A window beside the main page: shows what that tells it, and has done there what is asked for here. */
export class SidePage {
  private readonly channel: BroadcastChannel;

  constructor(
    private readonly host: Host,
    private readonly part: SidePart,
  ) {
    this.channel = channelOf(part.of);
    this.channel.onmessage = ({ data }) => {
      const message = readToSide(data);
      if (message?.type === 'here') this.meet();
      if (part.name !== 'inspector') return;
      if (message?.type === 'close') host.closePart();
      if (message?.type === 'shared') show(message.shared);
    };
    actElsewhere({
      select: (row) => this.act({ name: 'select', row }),
      togglePin: (row) => this.act({ name: 'pin', row }),
      setFilter: (text) => this.actThere({ name: 'filter', text }),
      clear: (upTo) => this.actThere({ name: 'clear', upTo }),
      composeAgain: (source, draft) => this.actThere({ name: 'compose', source, draft }),
      expect: (fields) => this.actThere({ name: 'expect', fields }),
    });
    useInspectorPlace.setState({ place: 'own', move: () => host.closePart(), goThere: () => host.showMain() });
    holdLife(part.name, part.of, () => this.meet());
    addEventListener('pagehide', () => this.post({ to: 'main', type: 'bye' }));
  }

  /** Selects a row in the main page, and goes there. */
  showRow(row: Row): void {
    this.actThere({ name: 'show', row });
  }

  private meet(): void {
    useInspectorPlace.setState({ isMainThere: true });
    if (this.part.name === 'inspector') this.post({ to: 'main', type: 'hello' });
    whenGone('main', this.part.of, () => useInspectorPlace.setState({ isMainThere: false }));
  }

  private post(message: ToMain): void {
    this.channel.postMessage(message);
  }

  /** False if there is nobody to do it, which is then said. */
  private act(act: Act): boolean {
    const { isMainThere } = useInspectorPlace.getState();
    if (isMainThere) this.post({ to: 'main', type: 'act', act });
    else useNotices.getState().fail(new Error(t('mainGone')));
    return isMainThere;
  }

  /** What comes of it is seen in the main window only. */
  private actThere(act: Act): void {
    if (!this.act(act)) return;
    this.host.showMain();
    useNotices.getState().confirm(t('doneThere'));
  }
}

function show({ row, pins, filter, appliedFilter, arePingsShown, clearedUpTo }: Shared): void {
  useSelection.getState().select(row);
  usePins.setState({ rows: pins });
  useTimeline.setState({ filter, appliedFilter, arePingsShown, clearedUpTo });
}
