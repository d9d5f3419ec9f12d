import { titleHeight } from './geometry';
import styles from './time-panel.module.css';

export interface SeriesName {
  readonly text: string;
  /** Value of the series where it ends. */
  readonly value: number;
  readonly colour: string;
}

const lineHeight = 15;

/** Names of series beside where they end; those that would overlap are moved apart, in their order. */
export function SeriesNames({
  names,
  max,
  plotHeight,
}: {
  names: readonly SeriesName[];
  max: number;
  plotHeight: number;
}) {
  return (
    <div className={styles.names} aria-hidden="true">
      {placed(names, max, plotHeight).map(({ text, colour, top }) => (
        <span key={text} style={{ top: titleHeight + top, color: colour }} title={text}>
          {text}
        </span>
      ))}
    </div>
  );
}

/** How far a name may stand above its plot: what a panel has at its right above it stays clear. */
const aboveMost = 2;

/** Tops of the lines, within the plot as far as there is room. */
export function placed(names: readonly SeriesName[], max: number, plotHeight: number) {
  const wanted = names
    .map((name) => ({ ...name, top: plotHeight * (1 - Math.min(1, name.value / max)) - lineHeight / 2 }))
    .sort((left, right) => left.top - right.top || right.value - left.value);
  let lowest = plotHeight - lineHeight / 2;
  for (let at = wanted.length - 1; at >= 0; at -= 1) {
    const name = wanted[at] as (typeof wanted)[number];
    name.top = Math.min(name.top, lowest);
    lowest = name.top - lineHeight;
  }
  let highest = -aboveMost;
  for (const name of wanted) {
    name.top = Math.max(name.top, highest);
    highest = name.top + lineHeight;
  }
  return wanted;
}
