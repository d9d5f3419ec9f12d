import { ChevronLeft, LockKeyhole, LockKeyholeOpen, Pencil, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { SessionState } from '../../../src-main/contract/session';
import { useSessionActs } from '../../engine/follow-sessions';
import { useWords } from '../../languages/use-words';
import { useConnections } from '../../state/connections';
import { focusRegion, regionRef } from '../../state/regions';
import { useSession } from '../../state/sessions';
import { useWidth } from '../../state/use-width';
import { Button, IconButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { SessionDot } from '../../ui/session-dot';
import { phaseWord } from '../../ui/session-words';
import { ArrivalStrip } from './arrival-strip';
import { FoundChannels } from './found-channels';
import { ServerFigures } from './server-figures';
import styles from './session.module.css';
import { SessionChannels } from './session-channels';
import { SessionFacts } from './session-facts';
import { SessionHealth } from './session-health';
import { UnlockButton } from './unlock-button';

/** One session in the inspector's place: how it is, what it watches, and what can be done with it. */
export function SessionPane() {
  const session = useSession(useConnections(({ shown }) => shown));
  return session === null ? null : <Shown key={session.profile.id} session={session} />;
}

function close(): void {
  useConnections.getState().show(null);
  requestAnimationFrame(() => focusRegion('timeline'));
}

function Shown({ session }: { session: SessionState }) {
  const t = useWords('connections');
  const width = useWidth();
  const { connect, disconnect } = useSessionActs();
  const { openForm } = useConnections();
  const { profile, phase } = session;
  const { id, name, target } = profile;
  const isRunning = phase !== 'off' && phase !== 'failed';
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !event.currentTarget.contains(event.target as Node)) return;
    event.preventDefault();
    event.stopPropagation();
    if (width === 'small') close();
    else focusRegion('timeline');
  };
  return (
    <aside
      className={styles.pane}
      aria-label={t('session', { name })}
      tabIndex={-1}
      ref={regionRef('session')}
      onKeyDown={onKeyDown}
    >
      <header className={styles.head} data-width={width}>
        {width === 'small' && (
          <Button icon={ChevronLeft} onPress={close}>
            {t('back')}
          </Button>
        )}
        <h2 title={name}>{name}</h2>
        <span className={styles.acts}>
          <Button look="line" size="small" onPress={() => void (isRunning ? disconnect(id) : connect(id))}>
            {t(isRunning ? 'disconnect' : 'connect')}
          </Button>
          <IconButton icon={Pencil} label={t('edit', { name })} onPress={() => openForm(id)} />
          {width !== 'small' && <IconButton icon={X} label={t('close')} keyCap="Esc" onPress={close} />}
        </span>
        <p className={styles.meta}>
          <span className={styles.phase} data-phase={phase}>
            <SessionDot phase={phase} />
            {phaseWord(phase)}
          </span>
          <code title={target}>{target}</code>
        </p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard */}
      <section className={styles.body} tabIndex={0} aria-label={t('state')}>
        {profile.isProduction && (
          <div className={styles.production} data-locked={!session.isUnlocked || undefined}>
            <Icon of={session.isUnlocked ? LockKeyholeOpen : LockKeyhole} />
            <p>
              <b>{t('production.is')}</b> {t(session.isUnlocked ? 'production.open' : 'production.locked')}
            </p>
            <UnlockButton session={session} />
          </div>
        )}
        <SessionHealth session={session} onTryNow={() => void connect(id)} />
        <SessionChannels session={session} />
        {session.found !== null && session.found.length > 0 && <FoundChannels found={session.found} />}
        <ArrivalStrip session={session} />
        <SessionFacts session={session} />
        <ServerFigures session={session} />
      </section>
    </aside>
  );
}
