import { useNotices } from './notices';

/** Puts text on the clipboard and says so; `what` names it: "the address". */
export async function copyText(text: string, what: string): Promise<void> {
  const { say } = useNotices.getState();
  await navigator.clipboard.writeText(text).then(
    () => say(`Copied ${what}.`),
    () => say(`The clipboard did not take ${what}.`),
  );
}
