import { ChevronDown, ChevronUp } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useRef } from 'react';
import { useHubCall } from '../../engine/hooks';
import { useLanguageTag } from '../../languages/use-words';
import { wordsOf } from '../../languages/words';
import { useCommand } from '../../state/commands';
import { useDraft } from '../../state/draft';
import { useLayout } from '../../state/layout';
import { focusRegion, regionRef } from '../../state/regions';
import { IconButton } from '../../ui/button';
import { HeightHandle } from '../../ui/height-handle';
import { ClosedBar } from './closed-bar';
import styles from './composer.module.css';
import { ComposerFields, type FieldInputs } from './composer-fields';
import { ComposerFoot, type SendOptions } from './composer-foot';
import type { EditorHandle } from './editor-handle';
import { OwnValues } from './own-values';
import { Receipts } from './receipts';
import { useComposer } from './use-composer';

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
  return <InLanguage key={useLanguageTag()} />;
}

function InLanguage() {
  const { isComposerOpen, setComposerOpen, sizes, setSizes } = useLayout();
  const { data, filled, change } = useDraft();
  const composer = useComposer(useHubCall('hub.state', 5_000));
  const section = useRef<HTMLElement | null>(null);
  const editor = useRef<EditorHandle | null>(null);
  const inputs = useRef<FieldInputs>({ channel: null, event: null });
  const wantsFocus = useRef(false);

  const focusFirst = () => {
    if (composer.lacking !== null) inputs.current[composer.lacking as 'channel' | 'event']?.focus();
    else if (editor.current !== null) editor.current.focus();
    else wantsFocus.current = true;
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
  const onSend = (options?: SendOptions) => {
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

  const height = sizes.composer?.height ?? usualHeight;
  return (
    <section
      className={styles.composer}
      aria-label={t('title')}
      tabIndex={-1}
      data-open={isComposerOpen || undefined}
      style={isComposerOpen ? { height: `min(${height}px, 60vh)` } : undefined}
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
          keyCap="Ctrl Shift M"
          onPress={toggle}
        />
        <h2>{t('title')}</h2>
        {isComposerOpen ? (
          <ComposerFields composer={composer} inputs={inputs} />
        ) : (
          <ClosedBar composer={composer} onSend={() => onSend()} />
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
              <Suspense fallback={null}>
                <Editor
                  label={t('data')}
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
            </div>
            <Receipts limit={composer.limit} />
          </div>
          <ComposerFoot composer={composer} onSend={onSend} />
        </>
      )}
    </section>
  );
}
