import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, linter, lintKeymap } from '@codemirror/lint';
import { EditorState, Prec } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { checkData } from './check-data';
import type { EditorHandle } from './editor-handle';
import { editorTheme, highlighting } from './editor-theme';

const checkAfterMs = 150;

/** Marks the place where the data stops being JSON. Plain text has none. */
function faults(view: EditorView): readonly Diagnostic[] {
  const { fault } = checkData(view.state.doc.toString());
  if (fault === null) return [];
  const from = Math.min(fault.at, view.state.doc.length);
  const to = Math.min(from + 1, view.state.doc.length);
  // At the very end there is nothing to underline but the last sign.
  return [{ from: to > from ? from : Math.max(0, from - 1), to, severity: 'error', message: fault.reason }];
}

/**
 * Text typed over a selection. Left to itself, Chromium gives the new text the style of the old by a style attribute, which
 * the content policy blocks with a complaint.
 */
const typeOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const isReplacing = event.inputType === 'insertText' && event.data !== null && !view.state.selection.main.empty;
    if (!isReplacing || view.composing) return false;
    event.preventDefault();
    view.dispatch(view.state.replaceSelection(event.data ?? ''), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

function extensions(label: string, describedBy: string, onChange: (text: string) => void) {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  return [
    nonce === undefined ? [] : EditorView.cspNonce.of(nonce),
    lineNumbers(),
    // What is sent again comes on one line, as it was sent.
    EditorView.lineWrapping,
    history(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    indentOnInput(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    json(),
    syntaxHighlighting(highlighting),
    linter(faults, { delay: checkAfterMs }),
    editorTheme,
    typeOverSelection,
    // Ctrl+Enter sends; it must not make a line as well. The composer hears it where it bubbles to.
    Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => true }])),
    keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap, indentWithTab]),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-describedby': describedBy, spellcheck: 'false' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
  ];
}

/** The data of a message, with its faults marked. `describedBy`: id of the words on how to leave it by keyboard. */
export default function Editor({
  label,
  describedBy,
  value,
  onChange,
  handle,
  onReady,
}: {
  label: string;
  describedBy: string;
  value: string;
  onChange: (text: string) => void;
  handle: Ref<EditorHandle>;
  /** Told once there is something to focus. */
  onReady: () => void;
}) {
  const place = useRef<HTMLDivElement | null>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ value, onChange, onReady });
  latest.current = { value, onChange, onReady };
  useEffect(() => {
    if (place.current === null) return;
    const state = EditorState.create({
      doc: latest.current.value,
      extensions: extensions(label, describedBy, (text) => latest.current.onChange(text)),
    });
    const made = new EditorView({ state, parent: place.current });
    view.current = made;
    latest.current.onReady();
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [label, describedBy]);
  useEffect(() => {
    const doc = view.current?.state.doc;
    // Only what came from outside: typing is in the document already.
    if (doc === undefined || doc.toString() === value) return;
    view.current?.dispatch({ changes: { from: 0, to: doc.length, insert: value }, selection: { anchor: 0 } });
  }, [value]);
  useImperativeHandle(handle, () => ({
    focus(at) {
      const made = view.current;
      if (made === null) return;
      if (at !== undefined) {
        made.dispatch({ selection: { anchor: Math.min(at, made.state.doc.length) }, scrollIntoView: true });
      }
      made.focus();
    },
  }));
  return <div ref={place} />;
}
