import type { ConnectionDetail } from '../../../../src-main/contract/connection';
import { visibleText } from '../../../format/visible-text';
import { useWords } from '../../../languages/use-words';
import { copyText } from '../../../state/clipboard';
import { Button } from '../../../ui/button';
import detail from './detail.module.css';
import styles from './handshake.module.css';

/** What scrolls has to be reachable by the keyboard. */
const scrollable = { tabIndex: 0 };

/** The request that opened the connection, as it came; secrets are hidden. */
export function Handshake({ detail: { requestLine, headers } }: { detail: ConnectionDetail }) {
  const say = useWords('clients');
  if (requestLine === '') return <p className={detail.words}>{say('noHandshake')}</p>;
  const text = [requestLine, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
  return (
    <section className={styles.handshake} aria-label={say('handshake')} {...scrollable}>
      <p className={styles.request}>
        <code>{visibleText(requestLine)}</code>
      </p>
      <table>
        <tbody>
          {headers.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice, and none comes later
            <tr key={index}>
              <th scope="row">{visibleText(name)}</th>
              <td>
                <code>{visibleText(value)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <Button look="line" size="small" onPress={() => void copyText(text, say('theHandshake'))}>
          {say('copyHandshake')}
        </Button>
      </div>
    </section>
  );
}
