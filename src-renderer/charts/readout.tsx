import styles from './readout.module.css';

export interface ReadoutLine {
  readonly name: string;
  readonly value: string;
  /** Of its series; absent for a line that is not drawn. */
  readonly colour?: string;
}

/** What a step of a chart holds, beside the pointer. */
export function Readout({ title, lines }: { title: string; lines: readonly ReadoutLine[] }) {
  return (
    <dl className={styles.readout}>
      <div>
        <dt>{title}</dt>
      </div>
      {lines.map(({ name, value, colour = 'transparent' }) => (
        <div key={name}>
          <dt>
            <i style={{ background: colour }} />
            {name}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
