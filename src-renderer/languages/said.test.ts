import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeMeaningOf } from '../../src-main/contract/codes/entry-code';
import { httpMeaning } from '../../src-main/contract/codes/http-codes';
import { curlMeaning, systemMeaning } from '../../src-main/contract/codes/system-codes';
import en from './en.json';
import { i18n } from './i18n';
import { said } from './said';

/** Every text in the engine's source, with {{}} for what is put in. */
function sourceTexts(): ReadonlySet<string> {
  const found = new Set<string>();
  const files = readdirSync('src-main', { recursive: true, encoding: 'utf8' });
  for (const file of files) {
    if (!file.endsWith('.ts') || file.includes('.test')) continue;
    const source = ts.createSourceFile(file, readFileSync(join('src-main', file), 'utf8'), ts.ScriptTarget.Latest);
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node)) found.add(node.text);
      else if (ts.isTemplateExpression(node))
        found.add(node.head.text + node.templateSpans.map(({ literal }) => `{{}}${literal.text}`).join(''));
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

const { composed, ...sections } = en.said;

test('every sentence that is told in another language is one the engine says', () => {
  const known = sourceTexts();
  const gone = Object.values(sections)
    .flatMap((texts) => Object.values(texts))
    .filter((text) => !known.has(text.replace(/\{\{\w+\}\}/g, '{{}}')));
  expect(gone).toEqual([]);
});

describe('in Chinese', () => {
  beforeEach(() => i18n.changeLanguage('zh-CN'));
  afterEach(() => i18n.changeLanguage('en'));

  test.each([
    ['There is no app with the key undefined here.', '这里没有 key 为 undefined 的应用。'],
    ['Refused: There is no app with the key a.b* here.', '已拒绝：这里没有 key 为 a.b* 的应用。'],
    ['Refused: Event 2 of the batch: The event has no name.', '已拒绝：批中第 2 个事件：事件没有名称。'],
    ['Port 6001 on 127.0.0.1 is used by php (pid 4121).', '127.0.0.1 的端口 6001 已被 php（进程 4121） 占用。'],
    ['Lost after 4.2 s: 1006 no close frame', '4.2 秒后丢失：1006 没有关闭帧'],
    ['Connected as 3.4 with js 8.6.0, protocol 7', '以 3.4 连接，使用 js 8.6.0，协议 7'],
    // Two sentences that are known one by one.
    ['The event has no data. Send several requests.', '事件没有数据。请分多次请求发送。'],
    [
      "Give page and server the key of one of this hub's apps. pusher-js connects again at once.",
      /^给页面.*pusher-js 会立即重连。$/,
    ],
    // Cut short, as a summary is.
    [
      'Invalid signature: you should have sent HmacSHA256Hex("POST\\n/apps/1…',
      /^签名无效：应发送 HmacSHA256Hex\("POST/,
    ],
  ])('%s', (english, chinese) => {
    if (typeof chinese === 'string') expect(said(english)).toBe(chinese);
    else expect(said(english)).toMatch(chinese);
  });

  test('what is not known stays as it was said', () => {
    for (const text of ['', 'Something else.', '订单已发货', 'A {{key}} of nobody']) expect(said(text)).toBe(text);
  });

  test('every code is told: HTTP, cURL, the system', () => {
    const meanings = [
      ...[400, 401, 403, 404, 413, 419, 426, 429, 500, 502, 503, 504].flatMap((code) => [
        httpMeaning(code),
        httpMeaning(code, 'api'),
        httpMeaning(code, 'auth'),
      ]),
      ...[6, 7, 22, 28, 35, 51, 52, 56, 60].map((code) => curlMeaning(code)),
      ...['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EADDRINUSE', 'CERT_HAS_EXPIRED'].map((code) =>
        systemMeaning(code),
      ),
    ];
    const texts = meanings.flatMap(({ words, cause, next }) => [words, cause, next]);
    expect(texts.filter((text) => !/[一-鿿]/.test(said(text)))).toEqual([]);
  });
});

test('in English everything is as the engine says it', () => {
  expect(said('There is no app {{key}}.')).toBe('There is no app {{key}}.');
  expect(said(closeMeaningOf(1006, '').words)).toBe('no close frame');
  expect(Object.keys(composed).length).toBeGreaterThan(0);
});
