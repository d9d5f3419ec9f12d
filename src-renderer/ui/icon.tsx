import type { LucideIcon } from 'lucide-react';
import { memo } from 'react';
import styles from './icon.module.css';

const strokes = { 12: 2.4, 14: 2.3, 16: 2.1, 20: 1.8 } as const;

/** A Lucide drawing, with a stroke that is 1.3 to 1.5 px wide at every size. Silent: what it means is said in words. */
export const Icon = memo(function Icon({
  of: Drawing,
  size = 16,
  className,
}: {
  of: LucideIcon;
  size?: keyof typeof strokes;
  className?: string | undefined;
}) {
  return (
    <Drawing
      className={className === undefined ? styles.icon : `${styles.icon} ${className}`}
      size={size}
      strokeWidth={strokes[size]}
      aria-hidden="true"
    />
  );
});
