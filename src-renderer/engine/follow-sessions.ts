import { useCallback } from 'react';
import type { ProfileId } from '../../src-main/contract/profile';
import type { SessionState } from '../../src-main/contract/session';
import { useNotices } from '../state/notices';
import { useSessions } from '../state/sessions';
import type { EngineClient } from './engine-client';
import { useEngine } from './hooks';

/** Sessions that change all the time are asked for at most this often. */
const shortestGapMs = 250;

/** Keeps the page's sessions as the engine has them: never asks twice at a time, and not while the page is hidden. */
export function followSessions(engine: EngineClient): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;
  let isStale = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  const ask = () => {
    if (isAsking || document.hidden || engine.state !== 'up') {
      isStale = true;
      return;
    }
    isAsking = true;
    isStale = false;
    askedAt = performance.now();
    engine
      .call('session.list', undefined)
      .then(useSessions.getState().take, () => {})
      .finally(() => {
        isAsking = false;
        if (isStale) askSoon();
      });
  };
  const askSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(0, askedAt + shortestGapMs - performance.now()));
  };
  engine.onSignal('sessions.changed', () => {
    if (isAsking) isStale = true;
    else askSoon();
  });
  engine.onState(() => {
    if (engine.state === 'up') askSoon();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && isStale) askSoon();
  });
}

type Act = 'session.connect' | 'session.disconnect';

export interface SessionActs {
  connect(id: ProfileId): Promise<boolean>;
  disconnect(id: ProfileId): Promise<boolean>;
  subscribe(id: ProfileId, channel: string, token: string): Promise<boolean>;
  unsubscribe(id: ProfileId, channel: string): Promise<boolean>;
  unlock(id: ProfileId, isUnlocked: boolean): Promise<boolean>;
}

/** What a person does with a session. False if it was refused, which is then said. */
export function useSessionActs(): SessionActs {
  const engine = useEngine();
  const acted = useCallback((answer: Promise<SessionState>): Promise<boolean> => {
    return answer.then(
      (session) => {
        useSessions.getState().takeOne(session);
        return true;
      },
      (error: unknown) => {
        useNotices.getState().fail(error);
        return false;
      },
    );
  }, []);
  const simply = (name: Act) => (id: ProfileId) => acted(engine.call(name, { id }));
  return {
    connect: simply('session.connect'),
    disconnect: simply('session.disconnect'),
    subscribe: (id, channel, token) =>
      acted(engine.call('session.subscribe', { id, channel, ...(token === '' ? {} : { token }) })),
    unsubscribe: (id, channel) => acted(engine.call('session.unsubscribe', { id, channel })),
    unlock: (id, isUnlocked) => acted(engine.call('session.unlock', { id, isUnlocked })),
  };
}
