import { Columns3 } from 'lucide-react';
import { useEffect } from 'react';
import { wordsOf } from '../../languages/words';
import { useCommand } from '../../state/commands';
import { useHasSources } from '../../state/sessions';
import { useTimeline } from '../../state/timeline';
import { IconButton } from '../../ui/button';
import { MenuItem, MenuLine, WithMenu } from '../../ui/menu';
import { type Column, columns, isUsual, places, useTableLook } from './table-look';

const t = wordsOf('timeline');

/** How the list is drawn: what is folded, how high its rows are, which columns it has. */
export function ViewMenu() {
  const [{ density, wraps, hidden, widths, order, newestFirst, loads }, change] = useTableLook();
  const { areRepeatsFolded, foldRepeats, arePingsFolded, showPings, unfoldPings, arePingsShown } = useTimeline();
  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
  const hasSources = useHasSources();
  const toggleDensity = () => change({ density: density === 'cosy' ? 'compact' : 'cosy' });
  useCommand('view.density', density === 'cosy' ? t('command.lower') : t('command.higher'), null, toggleDensity);
  const toggleWrap = () => change({ wraps: !wraps });
  useCommand('view.wrap', wraps ? t('command.unwrap') : t('command.wrap'), null, toggleWrap);
  useCommand('view.repeats', areRepeatsFolded ? t('command.each') : t('command.fold'), null, () =>
    foldRepeats(!areRepeatsFolded),
  );
  const turn = () => change({ newestFirst: !newestFirst });
  useCommand('view.order', newestFirst ? t('command.oldestFirst') : t('command.newestFirst'), null, turn);
  const group = () => change({ loads: { ...loads, isOn: !loads.isOn } });
  useCommand('view.loads', loads.isOn ? t('command.ungroup') : t('command.group'), null, group);
  const keep = () => change({ loads: { ...loads, keeps: !loads.keeps } });
  useCommand('view.keepLoads', loads.keeps ? t('command.sinceLoad') : t('command.keepLoads'), null, keep, {
    isOffered: loads.isOn,
  });
  const toggle = (column: Column) =>
    change({ hidden: hidden.includes(column) ? hidden.filter((one) => one !== column) : [...hidden, column] });
  return (
    <WithMenu label={t('look.title')} trigger={<IconButton icon={Columns3} label={t('look.button')} />}>
      <Switch isOn={areRepeatsFolded} onToggle={() => foldRepeats(!areRepeatsFolded)}>
        {t('look.repeats')}
      </Switch>
      <Switch isOn={arePingsFolded} onToggle={() => (arePingsFolded ? unfoldPings() : showPings(arePingsShown))}>
        {t('look.pings')}
      </Switch>
      <Switch isOn={loads.isOn} onToggle={group}>
        {t('look.loads')}
      </Switch>
      <Switch isOn={newestFirst} onToggle={turn}>
        {t('look.newestFirst')}
      </Switch>
      <Switch isOn={density === 'cosy'} onToggle={toggleDensity}>
        {t('look.higher')}
      </Switch>
      <Switch isOn={wraps} onToggle={toggleWrap}>
        {t('look.wrap')}
      </Switch>
      <MenuLine />
      {columns
        .filter((column) => column !== 'source' || hasSources)
        .map((column) => (
          <Switch key={column} isOn={!hidden.includes(column)} onToggle={() => toggle(column)}>
            {t(`show.${column}`)}
          </Switch>
        ))}
      {Object.keys(widths).length > 0 && (
        <MenuItem onAction={() => change({ widths: {} })}>{t('look.widths')}</MenuItem>
      )}
      {!isUsual(order) && <MenuItem onAction={() => change({ order: places })}>{t('look.order')}</MenuItem>}
    </WithMenu>
  );
}

function Switch({ isOn, onToggle, children }: { isOn: boolean; onToggle: () => void; children: string }) {
  return (
    <MenuItem isChecked={isOn} onAction={onToggle}>
      {children}
    </MenuItem>
  );
}
