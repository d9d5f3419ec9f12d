import { expect, test } from 'vitest';
import { checkName } from './check-name';
import { i18n } from './i18n';

test('a check has its name in the language of the screen, and a field of the wire its own', async () => {
  expect(['key', 'protocol version', 'auth_timestamp', 'toString'].map(checkName)).toEqual([
    'app key',
    'protocol version',
    'auth_timestamp',
    'toString',
  ]);
  await i18n.changeLanguage('zh-CN');
  expect(['protocol version', 'sign-in', 'clientId'].map(checkName)).toEqual(['协议版本', '登录', 'clientId']);
  await i18n.changeLanguage('en');
});
