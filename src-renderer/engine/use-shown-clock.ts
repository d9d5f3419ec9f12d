import { useLayoutEffect } from 'react';
import { showClock } from '../format/instant';
import { useSettings } from '../state/settings';
import { useDescription } from './use-description';

/** Tells times as it is set. */
export function useShownClock(): void {
  const clock = useSettings(({ settings }) => settings.appearance.clock);
  const startedAtMs = useDescription()?.startedAtMs ?? 0;
  useLayoutEffect(() => showClock(clock, startedAtMs), [clock, startedAtMs]);
}
