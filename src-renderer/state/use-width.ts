import { useSyncExternalStore } from 'react';

/** wide: all panes side by side. narrow: below 1000 px, channels in a drawer, inspector below. small: one pane at a time. */
export type Width = 'wide' | 'narrow' | 'small';

const narrow = matchMedia('(max-width: 999.5px)');
const small = matchMedia('(max-width: 700px)');

function subscribe(listener: () => void): () => void {
  for (const query of [narrow, small]) query.addEventListener('change', listener);
  return () => {
    for (const query of [narrow, small]) query.removeEventListener('change', listener);
  };
}

export function useWidth(): Width {
  return useSyncExternalStore(subscribe, () => (small.matches ? 'small' : narrow.matches ? 'narrow' : 'wide'));
}
