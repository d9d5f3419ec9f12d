import { afterEach, expect, test } from 'vitest';
import { agentWords } from '../../src-main/contract/agent-words';
import { agentSaid } from './agent';
import { i18n } from './i18n';

afterEach(() => i18n.changeLanguage('en'));

const chrome = agentWords('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36');

test('a browser and its system are told in the language of the screen, anything else as it called itself', async () => {
  expect(agentSaid(chrome)).toBe('Chrome 141 on Linux');
  await i18n.changeLanguage('zh-CN');
  expect(agentSaid(chrome)).toBe('Chrome 141 · Linux');
  expect(agentSaid('okhttp 4.12.0')).toBe('okhttp 4.12.0');
  expect(agentSaid('a page on 3 on Linux mint')).toBe('a page on 3 on Linux mint');
});
