import { ChevronDown, ChevronUp } from 'lucide-react';
import { type CSSProperties, lazy, Suspense, useCallback, useEffect, useRef } from 'react';
import { useHubCall } from '../../engine/hooks';
import { useScreenTag } from '../../languages/use-words';
import { wordsOf } from '../../languages/words';
import { useCommand, useKeyCap } from '../../state/commands';
import { useDraft } from '../../state/draft';
import { useLayout } from '../../state/layout';
import { focusRegion, regionRef } from '../../state/regions';
import { IconButton } from '../../ui/button';
import { HeightHandle } from '../../ui/height-handle';
import { fieldWords } from '../../ui/session-words';
import { ClosedBar } from './closed-bar';
import styles from './composer.module.css';
import { ComposerFields, type FieldInputs } from './composer-fields';
import { ComposerFoot, type SendOptions } from './composer-foot';
import type { EditorHandle } from './editor-handle';
import { OwnValues } from './own-values';
import { Receipts } from './receipts';
import { SessionFields, type SessionInputs } from './session-fields';
import { SessionFoot } from './session-foot';
import { useTarget } from './target';
import { ToField } from './to-field';
import { useComposer } from './use-composer';
import { type SessionComposerState, useSessionComposer } from './use-session-composer';

const t = wordsOf('composer');

// The editor is most of the composer's weight, and the page starts without it.
const Editor = lazy(() => import('./editor'));

const usualHeight = 176;
const leastHeight = 132;
const leavingId = 'composer-leaving';
const region = regionRef('composer');

/** Where a message is written and sent, and what became of it. */
export function Composer() {
  // Made anew in another language.
  return <InLanguage key={useScreenTag()} />;
}

function InLanguage() {
  const { isComposerOpen, setComposerOpen, sizes, setSizes } = useLayout();
  const { channel, data, filled, change } = useDraft();
  const composer = useComposer(useHubCall('hub.state', 5_000));
  const target = useTarget();
  const toSession = useSessionComposer(target);
  const sessionInputs = useRef<SessionInputs>({});
  const section = useRef<HTMLElement | null>(null);
  const editor = useRef<EditorHandle | null>(null);
  const inputs = useRef<FieldInputs>({ channel: null, event: null });
  const wantsFocus = useRef(false);

  const focusBody = () => {
    if (editor.current !== null) editor.current.focus();
    else wantsFocus.current = true;
  };
  const focusFirst = () => {
    const empty = toSession?.fields.find(({ name, isRequired }) => isRequired && toSession.texts[name] === '');
    if (empty !== undefined) sessionInputs.current[empty.name]?.focus();
    else if (toSession !== null) focusBody();
    else if (composer.lacking !== null) inputs.current[composer.lacking as 'channel' | 'event']?.focus();
    else focusBody();
  };
  const latestFocus = useRef(focusFirst);
  latestFocus.current = focusFirst;
  const focusSoon = useCallback(() => requestAnimationFrame(() => latestFocus.current()), []);
  const seen = useRef(filled);
  useEffect(() => {
    if (filled === seen.current) return;
    seen.current = filled;
    focusSoon();
  }, [filled, focusSoon]);

  const toggle = () => {
    const hadFocus = section.current?.contains(document.activeElement) === true;
    setComposerOpen(!isComposerOpen);
    if (!isComposerOpen) focusSoon();
    else if (hadFocus) focusRegion('timeline');
  };
  const sendToSession = ({ submit, body }: SessionComposerState) => {
    const lacking = submit();
    if (lacking === null) return;
    if (!isComposerOpen) setComposerOpen(true);
    if (lacking === body?.name) focusBody();
    else sessionInputs.current[lacking]?.focus();
  };
  const onSend = (options?: SendOptions) => {
    if (toSession !== null) return sendToSession(toSession);
    const lacking = composer.submit(options);
    if (lacking === null) return;
    if (!isComposerOpen) setComposerOpen(true);
    if (lacking === 'data') editor.current?.focus(composer.checked.fault?.at);
    else inputs.current[lacking]?.focus();
  };
  useCommand('composer.toggle', t('toggle'), '$mod+Shift+m', toggle);
  useCommand('composer.send', t('sendCommand'), '$mod+Enter', () => {
    // From anywhere in the composer; elsewhere the same key must not publish by accident.
    if (section.current?.contains(document.activeElement)) onSend();
  });

  const toggleKeyCap = useKeyCap('composer.toggle');
  const height = sizes.composer?.height ?? usualHeight;
  return (
    <section
      className={styles.composer}
      aria-label={t('title')}
      tabIndex={-1}
      data-open={isComposerOpen || undefined}
      style={{ '--height': `min(${height}px, 60vh)` } as CSSProperties}
      ref={(element) => {
        section.current = element;
        region(element);
      }}
    >
      {isComposerOpen && (
        <HeightHandle
          label={t('height')}
          height={height}
          min={leastHeight}
          max={Math.max(leastHeight, Math.floor(window.innerHeight * 0.6))}
          usual={usualHeight}
          onChange={(next) => setSizes('composer', { height: next })}
        />
      )}
      <div className={styles.head}>
        <IconButton
          icon={isComposerOpen ? ChevronDown : ChevronUp}
          label={isComposerOpen ? t('close') : t('open')}
          keyCap={toggleKeyCap}
          onPress={toggle}
        />
        <h2>{t('title')}</h2>
        {isComposerOpen && <ToField target={target} />}
        {!isComposerOpen ? (
          <ClosedBar
            composer={composer}
            to={target?.session.profile.name ?? ''}
            isComplete={toSession !== null || (composer.lacking === null && channel !== '')}
            onSend={() => onSend()}
          />
        ) : target !== null && toSession !== null ? (
          <SessionFields session={target.session} composer={toSession} inputs={sessionInputs} />
        ) : (
          <ComposerFields composer={composer} inputs={inputs} />
        )}
      </div>
      {isComposerOpen && (
        <>
          <OwnValues />
          <div className={styles.middle}>
            <div className={styles.editor}>
              <span id={leavingId} className={styles.spoken}>
                {t('leaving')}
              </span>
              {(toSession === null || toSession.body !== undefined) && (
                <Suspense fallback={null}>
                  <Editor
                    label={toSession?.body === undefined ? t('data') : fieldWords(toSession.body.label)}
                    describedBy={leavingId}
                    value={data}
                    onChange={(text) => change({ data: text })}
                    handle={editor}
                    onReady={() => {
                      if (wantsFocus.current) editor.current?.focus();
                      wantsFocus.current = false;
                    }}
                  />
                </Suspense>
              )}
            </div>
            <Receipts limit={composer.limit} />
          </div>
          {target !== null && toSession !== null ? (
            <SessionFoot
              session={target.session}
              composer={toSession}
              checked={composer.checked}
              onSend={() => onSend()}
            />
          ) : (
            <ComposerFoot composer={composer} onSend={onSend} />
          )}
        </>
      )}
    </section>
  );
}
