import { TabPanel, Tabs } from 'react-aria-components';
import { useWords } from '../../languages/use-words';
import { Tab, TabList } from '../../ui/tabs';
import { Entries } from './entries/entries';
import { Now } from './now';
import { NowControls } from './now-controls';
import styles from './statistics.module.css';
import { useStatistics } from './statistics-state';

/** The view Stats: what the hub does and did, and the table it keeps of it. */
export default function Statistics() {
  const t = useWords('statistics');
  const { tab, showTab } = useStatistics();
  return (
    <Tabs
      className={styles.statistics ?? ''}
      selectedKey={tab}
      onSelectionChange={(key) => showTab(key === 'entries' ? 'entries' : 'now')}
    >
      <div className={styles.head}>
        <h2>{t('title')}</h2>
        <div className={styles.tabs}>
          <TabList label={t('tabs')}>
            <Tab id="now">{t('now')}</Tab>
            <Tab id="entries">
              <code>websockets_statistics_entries</code>
            </Tab>
          </TabList>
        </div>
        {tab === 'now' ? <NowControls /> : <span className={styles.note}>{t('entries.note')}</span>}
      </div>
      <TabPanel id="now" className={styles.panel ?? ''}>
        <Now />
      </TabPanel>
      <TabPanel id="entries" className={styles.panel ?? ''}>
        <Entries />
      </TabPanel>
    </Tabs>
  );
}
