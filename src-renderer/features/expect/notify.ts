import type { Expectation } from '../../../src-main/contract/expect';

/** Asks whether notices may be shown on the desktop; the answer is kept by the browser. Only where something was armed. */
export function askToNotify(): void {
  if ('Notification' in window && Notification.permission === 'default') void Notification.requestPermission();
}

/** A notice on the desktop, where that is allowed. */
export function notify(
  expectation: Expectation,
  words: { readonly head: string; readonly reason: string },
  onOpen: () => void,
): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const notice = new Notification(words.head, { body: words.reason, tag: `hubbub-expect-${expectation.id}` });
  notice.onclick = () => {
    window.focus();
    onOpen();
    notice.close();
  };
}
