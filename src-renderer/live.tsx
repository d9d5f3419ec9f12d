import { type ReactNode, useLayoutEffect } from 'react';
import { Group, type Layout, Panel, useGroupRef } from 'react-resizable-panels';
import { Channels } from './features/channels/channels';
import { ChannelsDrawer } from './features/channels/channels-drawer';
import { SessionPane } from './features/connections/session-pane';
import { Inspector } from './features/inspector/inspector';
import { Timeline } from './features/timeline/timeline';
import { useWords } from './languages/use-words';
import styles from './layout.module.css';
import { useCommand } from './state/commands';
import { useConnections } from './state/connections';
import { useInspectorPlace } from './state/inspector-place';
import { useLayout } from './state/layout';
import { focusRegion } from './state/regions';
import { useSelection } from './state/selection';
import { useSession } from './state/sessions';
import { useWidth } from './state/use-width';
import { Splitter } from './ui/splitter';

/** Remembers how a person split a group, by name. */
function Split({ name, vertical, children }: { name: string; vertical?: boolean; children: ReactNode }) {
  const remembered = useLayout(({ sizes }) => sizes[name]);
  const setSizes = useLayout(({ setSizes }) => setSizes);
  const group = useGroupRef();
  // Panels come and go, and the group stays: made anew, the list would lose its focus and its place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of panels asks for what is remembered, too
  useLayoutEffect(() => {
    if (remembered !== undefined) group.current?.setLayout(remembered as Layout);
  }, [name, remembered]);
  return (
    <Group
      id={vertical ? 'split-vertical' : 'split-horizontal'}
      groupRef={group}
      className={styles.group}
      orientation={vertical ? 'vertical' : 'horizontal'}
      {...(remembered === undefined ? {} : { defaultLayout: remembered as Layout })}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) setSizes(name, layout);
      }}
    >
      {children}
    </Group>
  );
}

/**
 * The view Live. Wide: channels, timeline and inspector side by side. Narrow: channels in a drawer, the inspector below the
 * list. Small: one pane at a time.
 */
export function Live() {
  return (
    <>
      <Panes />
      <ChannelsDrawer />
    </>
  );
}

function Panes() {
  const t = useWords('live');
  const width = useWidth();
  const isAway = useInspectorPlace(({ place }) => place === 'away');
  const isSelected = useSelection(({ row }) => row !== null) && !isAway;
  const isSession = useSession(useConnections(({ shown }) => shown)) !== null;
  const isOpen = isSelected || isSession;
  const { goThere } = useInspectorPlace();
  const toAside = () => (isAway && !isSession ? goThere() : void focusRegion(isSession ? 'session' : 'inspector'));
  useCommand('inspector.focus', t('toInspector'), '$mod+BracketRight', toAside, {
    isOffered: isOpen || isAway,
  });
  const Aside = isSession ? SessionPane : Inspector;
  const isPaneOpen = useLayout(({ isPaneOpen }) => isPaneOpen);
  if (width === 'small') {
    // The list stays alive behind the row: its neighbours are a step away, and Back finds it as it was.
    return (
      <>
        <div className={styles.panel} style={isOpen ? { display: 'none' } : {}}>
          <Timeline />
        </div>
        {isOpen && (
          <div className={styles.panel}>
            <Aside />
          </div>
        )}
      </>
    );
  }
  if (width === 'narrow') {
    return (
      <Split name="live-narrow" vertical key="narrow">
        <Panel id="timeline" className={styles.panel ?? ''} minSize="160px">
          <Timeline />
        </Panel>
        {isOpen && (
          <>
            <Splitter label={t('inspectorSize')} />
            <Panel id="inspector" className={styles.panel ?? ''} defaultSize="232px" minSize="160px">
              <Aside />
            </Panel>
          </>
        )}
      </Split>
    );
  }
  const name = `live${isOpen ? '-inspected' : ''}${isPaneOpen ? '' : '-wide'}`;
  return (
    <Split name={name} key="wide">
      {isPaneOpen && (
        <>
          <Panel
            id="channels"
            className={styles.panel ?? ''}
            defaultSize="232px"
            minSize="160px"
            groupResizeBehavior="preserve-pixel-size"
          >
            <Channels />
          </Panel>
          <Splitter label={t('channelsWidth')} />
        </>
      )}
      <Panel id="timeline" className={styles.panel ?? ''} minSize="400px">
        <Timeline />
      </Panel>
      {isOpen && (
        <>
          <Splitter label={t('inspectorWidth')} />
          <Panel
            id="inspector"
            className={styles.panel ?? ''}
            defaultSize="376px"
            minSize="280px"
            groupResizeBehavior="preserve-pixel-size"
          >
            <Aside />
          </Panel>
        </>
      )}
    </Split>
  );
}
