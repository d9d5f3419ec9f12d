import { useEffect, useState } from 'react';
import type { HubState } from '../../../src-main/contract/hub';
import { sparkPath } from './spark-path';
import styles from './toolbar.module.css';

const samplesKept = 60;
const sampleMs = 1_000;
const width = 48;
const height = 16;

/** Messages a second over the last minute, as the engine told them. */
export function Spark({ hub }: { hub: HubState }) {
  const [samples, setSamples] = useState<readonly number[]>([]);
  const [sampledAt, setSampledAt] = useState(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    // The hub is asked more often while it changes; the line has one point a second.
    const now = performance.now();
    if (now - sampledAt < sampleMs - 100) return;
    setSampledAt(now);
    setSamples((before) => [...before.slice(1 - samplesKept), hub.messagesPerSecond]);
  }, [hub, sampledAt]);
  return (
    <svg className={styles.spark} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path className={styles.base} d={`M0 ${height - 1} H${width}`} />
      <path d={sparkPath(samples, samplesKept, width, height)} />
    </svg>
  );
}
