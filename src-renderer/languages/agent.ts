import { wordsOf } from './words';

const t = wordsOf('ui');

const onSystem = /^(.+ \d+) on (Android|iPhone|iPad|Windows|ChromeOS|macOS|Linux)$/;

/** What agentWords() says of a browser, in the language of the screen: "Chrome 156 on Linux". Anything else as it is. */
export function agentSaid(agent: string): string {
  const [, browser, system] = onSystem.exec(agent) ?? [];
  return browser === undefined || system === undefined ? agent : t('agent', { browser, system });
}
