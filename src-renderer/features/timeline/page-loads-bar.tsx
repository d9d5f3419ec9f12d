import { RotateCw, X } from 'lucide-react';
import type { LoadedPage, PageId } from '../../../src-main/contract/view';
import { useRefreshedCall } from '../../engine/refreshed-call';
import { agentSaid } from '../../languages/agent';
import { wordsOf } from '../../languages/words';
import { IconButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Picker } from '../../ui/picker';
import { Switch } from '../../ui/switch';
import { useTableLook } from './table-look';
import styles from './timeline.module.css';

const t = wordsOf('timeline');

/** Loads come when a page connects; what the list has to say of them may be a moment old. */
const refreshMs = 5_000;
const everyPage = 'every';

const idOf = ({ app, origin, userAgent, address }: PageId) => JSON.stringify([app, origin, userAgent, address]);

/** While rows are grouped by page load: whose loads, and whether what came before the newest one stays. */
export function PageLoadsBar() {
  const [{ loads }] = useTableLook();
  return loads.isOn ? <Bar /> : null;
}

function Bar() {
  const [{ loads }, change] = useTableLook();
  const { keeps, page } = loads;
  const pages = useRefreshedCall('capture.pages', undefined, refreshMs) ?? [];
  const keep = (isKept: boolean) => change({ loads: { ...loads, keeps: isKept } });
  const options = [
    { id: everyPage, text: t('load.every') },
    ...pages.map((one) => ({ id: idOf(one.page), text: nameOf(one, pages) })),
  ];
  // One that is not in the recording any more can still be told by its origin.
  if (page !== null && !options.some(({ id }) => id === idOf(page)))
    options.push({ id: idOf(page), text: page.origin });
  const choose = (id: string) =>
    change({ loads: { ...loads, page: pages.find((one) => idOf(one.page) === id)?.page ?? null } });
  return (
    <div className={styles.loads}>
      <Icon of={RotateCw} size={14} />
      <Picker
        label={t('load.page')}
        value={page === null ? everyPage : idOf(page)}
        options={options}
        onChange={choose}
      />
      <span>
        {t('load.keep')}
        <Switch label={t('load.keep')} isOn={keeps} onChange={keep} />
      </span>
      <IconButton icon={X} label={t('command.ungroup')} onPress={() => change({ loads: { ...loads, isOn: false } })} />
    </div>
  );
}

/** As short as tells it from the others: origin and browser, and where it comes from if that differs. */
function nameOf({ page, agent }: LoadedPage, all: readonly LoadedPage[]): string {
  const alike = all.filter((one) => one.page.origin === page.origin && one.agent === agent);
  const isFrom = alike.some((one) => one.page.address !== page.address);
  return [page.origin, agentSaid(agent), ...(isFrom ? [page.address] : [])].filter((part) => part !== '').join(' · ');
}
