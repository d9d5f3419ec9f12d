import { wordsOf } from '../languages/words';
import { useNotices } from './notices';

/** Puts text on the clipboard and says so; `what` names it: "the address". False if the system did not allow it. */
export async function copyText(text: string, what: string): Promise<boolean> {
  const isCopied = await navigator.clipboard.writeText(text).then(
    () => true,
    () => copyBySelection(text),
  );
  const t = wordsOf('clipboard');
  const { confirm, fail } = useNotices.getState();
  if (isCopied) confirm(t('copied', { what }));
  else fail(new Error(t('refused', { what })));
  return isCopied;
}

/** The old way: where the clipboard is kept from the page, a copy of what is selected is still allowed. */
function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.setAttribute('aria-hidden', 'true');
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
