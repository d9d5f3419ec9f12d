import { Columns3 } from 'lucide-react';
import { useEffect } from 'react';
import { useCommand } from '../../state/commands';
import { useTimeline } from '../../state/timeline';
import { IconButton } from '../../ui/button';
import { MenuItem, MenuLine, WithMenu } from '../../ui/menu';
import { type Column, columns, useTableLook } from './table-look';

const names: Readonly<Record<Column, string>> = {
  time: 'Column Time',
  delta: 'Column Δ, in wide windows',
  kind: 'Column Kind',
  channel: 'Column Channel',
  size: 'Column Size',
};

/** How the list is drawn: what is folded, how high its rows are, which columns it has. */
export function ViewMenu() {
  const [{ density, hidden, widths }, change] = useTableLook();
  const { areRepeatsFolded, foldRepeats, arePingsFolded, showPings, unfoldPings, arePingsShown } = useTimeline();
  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
  const toggleDensity = () => change({ density: density === 'cosy' ? 'compact' : 'cosy' });
  useCommand('view.density', density === 'cosy' ? 'Lower rows' : 'Higher rows', null, toggleDensity);
  useCommand('view.repeats', areRepeatsFolded ? 'Show each repeat' : 'Fold repeats', null, () =>
    foldRepeats(!areRepeatsFolded),
  );
  const toggle = (column: Column) =>
    change({ hidden: hidden.includes(column) ? hidden.filter((one) => one !== column) : [...hidden, column] });
  return (
    <WithMenu label="How the list is drawn" trigger={<IconButton icon={Columns3} label="Columns and rows" />}>
      <Switch isOn={areRepeatsFolded} onToggle={() => foldRepeats(!areRepeatsFolded)}>
        Fold repeats
      </Switch>
      <Switch isOn={arePingsFolded} onToggle={() => (arePingsFolded ? unfoldPings() : showPings(arePingsShown))}>
        Fold heartbeats
      </Switch>
      <Switch isOn={density === 'cosy'} onToggle={toggleDensity}>
        Higher rows
      </Switch>
      <MenuLine />
      {columns.map((column) => (
        <Switch key={column} isOn={!hidden.includes(column)} onToggle={() => toggle(column)}>
          {names[column]}
        </Switch>
      ))}
      {Object.keys(widths).length > 0 && (
        <MenuItem onAction={() => change({ widths: {} })}>Usual widths of all columns</MenuItem>
      )}
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
