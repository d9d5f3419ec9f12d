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

/** A text of the engine's source, with {{}} for what is put in, and where it stands. */
interface SourceText {
  readonly text: string;
  readonly file: string;
  readonly line: number;
  /** Name of the property it is the value of, '' if of none. */
  readonly property: string;
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `{{}}${literal.text}`).join('');
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return null;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === null || right === null ? null : left + right;
}

function sourceTexts(): readonly SourceText[] {
  const found: SourceText[] = [];
  for (const file of readdirSync('src-main', { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || /\.(test|suite)/.test(file)) continue;
    const source = ts.createSourceFile(file, readFileSync(join('src-main', file), 'utf8'), ts.ScriptTarget.Latest);
    const visit = (node: ts.Node, property: string): void => {
      const text = textOf(node);
      if (text !== null) {
        const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
        found.push({ text: text.trim(), file, line, property });
      }
      const isNamed = ts.isPropertyAssignment(node) && ts.isIdentifier(node.name);
      const isInner = ts.isBlock(node) || ts.isTemplateSpan(node);
      const within = isNamed ? (node.name as ts.Identifier).text : isInner ? '' : property;
      ts.forEachChild(node, (child) => visit(child, within));
    };
    visit(source, '');
  }
  return found;
}

const { composed, ...sections } = en.said;
const texts = sourceTexts();
const blank = (template: string) => template.replace(/\{\{\w+\}\}/g, '{{}}').trim();

test('every sentence that is told in another language is one the engine says', () => {
  const known = new Set(texts.map(({ text }) => text));
  const gone = Object.values(sections)
    .flatMap((section) => Object.values(section))
    .filter((text) => !known.has(blank(text)));
  expect(gone).toEqual([]);
});

/** Nobody reads these on the screen. */
const elsewhere = [
  // Words of commands; what only a mistake of ours can bring about; and the answer to an address nobody asks for.
  /^cli\/|open-(read-only|entries)\.ts$|^engine\/hub\/create-hub\.ts$|^shell\/page-protocol\.ts$/,
  // Descriptions for an editor of the settings file, and for whoever asks for figures or pages by HTTP.
  /-schema\.ts$|^engine\/dashboard\/|^engine\/faces\/soketi|^engine\/protocols\/toy\//,
];
const isSql = /\b(SELECT|INSERT|DELETE FROM|UPDATE|CREATE|FROM|PRAGMA)\b.* |^\w+(\.\w+)? [<>=]+ \?$/;
/** Written the same in every language. */
const wire = new Set(['auth: "{{}}:SIGNATURE"', '[join_ref, ref, topic, event, payload]']);
/** Where the screen reads words that are no whole sentences. */
const toldProperties = new Set(['summary', 'message', 'hint', 'advice', 'words', 'reason', 'received', 'expected']);

function isTold({ text, file, property }: SourceText): boolean {
  if (elsewhere.some((one) => one.test(file)) || isSql.test(text) || wire.has(text)) return false;
  const isSentence = /^["A-Z0-9{]/.test(text) && /[.?]$/.test(text) && /\w.* \S*\w/.test(text);
  return isSentence || (toldProperties.has(property) && /[a-z]{2,}\S* \S*[a-z]/i.test(text.replaceAll('{{}}', '')));
}

test('every sentence of the engine that can reach the screen is told in Chinese', () => {
  const told = new Set([
    ...Object.values(en.said).flatMap((section) => Object.values(section).map(blank)),
    // Of forms, which are told by their own test.
    ...Object.values(en.profileFields),
  ]);
  const parts = [...new Set(texts.filter(isTold).map(({ text }) => text))].filter((text) => !told.has(text));
  // Those that are put together from parts are known by what comes of them, in `composed`.
  const wholes = Object.values(composed).map(blank);
  const missing = parts.filter((text) => {
    const fixed = text.split('{{}}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp(`^(\\{\\{\\}\\} )?${fixed.join('[^]*?')}$`);
    return !wholes.some((whole) => pattern.test(whole));
  });
  const shown = missing.map((text) => {
    const { file, line } = texts.find((one) => one.text === text) as SourceText;
    return `src-main/${file}:${line}  ${text}`;
  });
  expect(
    shown,
    'These sentences reach the screen and would be English in every language. Add each to a section of `said` in ' +
      'en.json, with {{a}}, {{b}} ({{n}}, {{m}} for numbers) in the place of {{}}, and its Chinese to zh-CN.json under ' +
      'the same key. Where two {{}} touch, add the whole sentences that come of it to `composed` instead. See decision 0018.',
  ).toEqual([]);
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
    // Put together from parts, each of which may be there or not.
    [
      'http://127.0.0.1:9: connection refused (ECONNREFUSED). Nothing listens on this host and port.',
      'http://127.0.0.1:9：连接被拒绝（ECONNREFUSED）。此主机和端口上没有程序在监听。',
    ],
    [
      'wss://shop.test answered 404 (not found). It calls itself nginx. It said: <h1>None.</h1> Sorry.',
      'wss://shop.test 返回 404（未找到）。它自称 nginx。它返回：<h1>None.</h1> Sorry.',
    ],
    [
      '3 waiting, 1 of them broadcasts, 2 delayed; the oldest: a job',
      '3 个等待，其中 1 个广播，2 个延迟；最早的：一个任务',
    ],
    ['The publish to orders was refused with 401 (not signed in).', '对 orders 的发布被拒绝，返回 401（未登录）。'],
    ['Compare host and port. It is called again until it answers.', '请核对主机和端口。会一直重试，直到它响应。'],
    [
      'socketio.authUrls cannot be set to that: socketio.authUrls.0 shop is no address that begins with http:// or https://.',
      'socketio.authUrls 不能设为该值：socketio.authUrls.0 shop 不是以 http:// 或 https:// 开头的地址。',
    ],
    ['Stop. socket.io-client connects again by itself. Or not.', 'Stop. socket.io-client 会自行重连。Or not.'],
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
    // A number has its place: what a person wrote there is none.
    for (const text of ['', 'Something else.', '订单已发货', 'A {{key}} of nobody', 'ten bytes', 'x'.repeat(3_000)])
      expect(said(text)).toBe(text);
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
