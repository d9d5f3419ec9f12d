import { type FocusEvent, type KeyboardEvent, useEffect } from 'react';
import { TabPanel, Tabs } from 'react-aria-components';
import type { Row } from '../../../src-main/contract/entry';
import { useEntryAnswer } from '../../engine/hooks';
import { useScreenTag } from '../../languages/use-words';
import { wordsOf } from '../../languages/words';
import { useInspectorPlace } from '../../state/inspector-place';
import { type TabName, useTab } from '../../state/inspector-tab';
import { useNotices } from '../../state/notices';
import { focusRegion, regionRef } from '../../state/regions';
import { useSelection } from '../../state/selection';
import { useWidth } from '../../state/use-width';
import { Tab, TabList } from '../../ui/tabs';
import { Actions } from './actions';

import { Adopt } from './adopt/adopt';
import { ChangesSince } from './changes';

import { Compare } from './compare/compare';
import { DeliveredElsewhere } from './delivery/delivered-elsewhere';
import { Delivery } from './delivery/delivery';
import { DeliveryShort, deliveryCount } from './delivery/delivery-short';
import { Head } from './head';
import { InCode } from './in-code';
import styles from './inspector.module.css';
import { Listen, rowListener } from './listen';
import { Path } from './path/path';
import { PayloadPane } from './payload/payload';
import { Raw } from './raw/raw';
import { titleOf } from './title';
import { useEntry } from './use-entry';
import { hasReceipt, isMessage, useReceipt } from './use-receipt';

const t = wordsOf('inspector');

/** The selected entry in full. */
export function Inspector() {
  const row = useSelection(({ row }) => row);
  const tag = useScreenTag();
  // Made anew in another language.
  return row === null ? null : <Selected key={tag} row={row} />;
}

function close(): void {
  useSelection.getState().select(null);
  // In a small window the list is only there once the inspector has gone.
  requestAnimationFrame(() => focusRegion('timeline'));
}

function Selected({ row: selected }: { row: Row }) {
  const pageWidth = useWidth();
  const { place, goThere } = useInspectorPlace();
  const isOwn = place === 'own';
  // A window of its own is narrow, and all of it.
  const width = isOwn ? 'wide' : pageWidth;
  const { row, content } = useEntry(selected);
  const receipt = useReceipt(row);
  const { tab: wanted, choose } = useTab();
  const isThere = { payload: true, raw: true, delivery: hasReceipt(row), compare: isMessage(row) };
  const tab = isThere[wanted] ? wanted : 'payload';
  const cause = useEntryAnswer('entry.body', receipt?.publish ?? null);

  // Said when it opens; afterwards the list says which row is selected.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it opens
  useEffect(() => useNotices.getState().say(t('shows', { name: titleOf(selected).name })), []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !event.currentTarget.contains(event.target as Node)) return;
    event.preventDefault();
    event.stopPropagation();
    if (isOwn) goThere();
    else if (width === 'small') close();
    else focusRegion('timeline');
  };
  // The region itself was called: go on to what one reads in it.
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    const region = event.currentTarget;
    const main =
      region.querySelector<HTMLElement>('[data-main]') ??
      region.querySelector<HTMLElement>('[role=tab][aria-selected=true]');
    main?.focus({ preventScroll: true });
  };

  const listener = rowListener(row);
  const isDelivered = hasReceipt(row) && row.kind !== 'refused';
  const isElsewhere = row.source !== '' && isMessage(row);
  const showDelivery = () => choose('delivery');
  const actions = typeof content === 'object' && (
    <Actions content={content} receipt={receipt} isOfReceipt={tab === 'delivery'} />
  );
  return (
    <aside
      className={styles.inspector}
      data-width={width}
      data-tab={tab}
      aria-label={t('title')}
      ref={regionRef('inspector')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <Tabs className={styles.tabs ?? ''} selectedKey={tab} onSelectionChange={(key) => choose(key as TabName)}>
        <div className={styles.top}>
          <Head row={row} width={width} onClose={close} />
          <TabList label={t('parts')}>
            <Tab id="payload">{isDetailsOnly(content) ? t('tab.details') : t('tab.payload')}</Tab>
            {hasReceipt(row) && (
              <Tab id="delivery" count={receipt === null ? undefined : deliveryCount(receipt) || undefined}>
                {t('tab.delivery')}
              </Tab>
            )}
            <Tab id="raw">{t('tab.raw')}</Tab>
            {isMessage(row) && <Tab id="compare">{t('tab.compare')}</Tab>}
          </TabList>
        </div>
        {typeof content === 'string' ? (
          <TabPanel id={tab} className={styles.panel ?? ''}>
            <p className={styles.words} role="status">
              {content === 'gone' ? t('gone') : t('reading')}
            </p>
          </TabPanel>
        ) : (
          <>
            <TabPanel id="payload" className={styles.panel ?? ''}>
              {row.kind === 'note' ? (
                <ChangesSince key={row.seq} row={row} />
              ) : (
                <PayloadPane content={content} onShowRaw={() => choose('raw')} />
              )}
              <Adopt entry={content.body} />
              <div className={styles.side} data-bare={(listener === null && !isDelivered && !isElsewhere) || undefined}>
                <div className={styles.sections}>
                  {listener !== null && <Listen key={row.event} row={row} listener={listener} />}
                  <Path row={row} />
                  <InCode row={row} />
                  {receipt !== null && isDelivered && (
                    <DeliveryShort row={row} receipt={receipt} onShowAll={showDelivery} />
                  )}
                  {isElsewhere && <DeliveredElsewhere source={row.source} />}
                </div>
                {actions}
              </div>
            </TabPanel>
            <TabPanel id="delivery" className={styles.panel ?? ''}>
              {receipt === null ? (
                <p className={styles.words}>{t('noReceipt')}</p>
              ) : (
                <Delivery row={row} receipt={receipt} cause={cause} />
              )}
              {actions}
            </TabPanel>
            <TabPanel id="raw" className={styles.panel ?? ''}>
              <Raw content={content} />
              {actions}
            </TabPanel>
            <TabPanel id="compare" className={styles.panel ?? ''}>
              <Compare content={content} />
              {actions}
            </TabPanel>
          </>
        )}
      </Tabs>
    </aside>
  );
}

/** Nothing but words about it: there is no payload to be named after. */
function isDetailsOnly(content: ReturnType<typeof useEntry>['content']): boolean {
  return typeof content === 'object' && content.explanation.payload === '' && content.explanation.sections.length > 0;
}
