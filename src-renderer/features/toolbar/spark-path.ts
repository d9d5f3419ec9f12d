/**
 * Path of a line through `samples`, the newest at the right edge. `slots` samples fill the width; fewer leave the left
 * empty, since nothing is known of that time. Zero lies on the bottom.
 */
export function sparkPath(samples: readonly number[], slots: number, width: number, height: number): string {
  const top = Math.max(1, ...samples);
  const step = width / (slots - 1);
  const points = samples.map((value, index) => {
    const x = width - (samples.length - 1 - index) * step;
    const y = height - 1 - (value / top) * (height - 2);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return points.length < 2 ? '' : `M${points.join(' L')}`;
}
