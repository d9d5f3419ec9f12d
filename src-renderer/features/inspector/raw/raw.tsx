import { useMemo, useRef } from 'react';
import { bytesOf, utf8Of } from '../../../format/base64';
import { formatBytes, formatExactBytes } from '../../../format/bytes';
import { hexDump } from '../../../format/hex';
import { wordsOf } from '../../../languages/words';
import { Masked } from '../masked';
import type { EntryContent } from '../use-entry';
import { BodyText } from './body-text';
import { Hex, useHexWidth } from './hex';
import { Part } from './part';
import styles from './raw.module.css';
import { type Pair, transportOf } from './transport';

const t = wordsOf('inspector');

/** What was sent, nothing decoded. */
export function Raw({ content }: { content: EntryContent }) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useHexWidth(scroller);
  const { body } = content;
  const { row } = body;
  const bytes = useMemo(() => bytesOf(body.rawBase64), [body.rawBase64]);
  const text = useMemo(() => (body.isText ? utf8Of(bytes) : ''), [body.isText, bytes]);
  const transport = useMemo(() => transportOf(body), [body]);
  const kept = bytes.length < row.sizeBytes ? t('raw.kept', { size: formatBytes(bytes.length) }) : '';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard
    <section className={styles.pane} ref={scroller} tabIndex={0} aria-label={t('raw.title')} data-main>
      {transport !== null && (
        <Part
          title={transport.title}
          aside={transport.aside}
          text={() => [transport.line, pairsText(transport.pairs)].join('\n').trim()}
        >
          <Pairs line={transport.line} pairs={transport.pairs} />
        </Part>
      )}
      {transport?.headers && (
        <Part
          title={t('raw.headers')}
          aside={t('raw.inOrder', { headers: transport.headers.length })}
          text={() => pairsText(transport.headers ?? [])}
        >
          <Pairs line="" pairs={transport.headers} />
        </Part>
      )}
      {bytes.length > 0 && body.isText && (
        <Part
          title={t('raw.body')}
          aside={t('raw.undecoded', { size: formatBytes(row.sizeBytes), kept })}
          text={() => text}
        >
          <BodyText key={row.seq} text={text} scroller={scroller} />
        </Part>
      )}
      {bytes.length > 0 && (
        <Part
          title={t('raw.hex')}
          aside={`${formatExactBytes(row.sizeBytes)}${kept}`}
          text={() => hexDump(bytes, width ?? 8)}
        >
          {width !== null && <Hex bytes={bytes} width={width} scroller={scroller} />}
        </Part>
      )}
      {transport === null && bytes.length === 0 && <p className={styles.words}>{t('raw.nothing')}</p>}
    </section>
  );
}

function Pairs({ line, pairs }: { line: string; pairs: readonly Pair[] }) {
  const [method = '', path = ''] = line.split(/ (.*)/s);
  return (
    <div className={styles.pairs}>
      {line !== '' && (
        <p title={path}>
          <b>{method}</b> {path}
        </p>
      )}
      <dl>
        {pairs.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice
          <div key={index}>
            <dt title={name}>{name}</dt>
            <dd title={value}>
              <Masked text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function pairsText(pairs: readonly Pair[]): string {
  return pairs.map(([name, value]) => `${name}: ${value}`).join('\n');
}
