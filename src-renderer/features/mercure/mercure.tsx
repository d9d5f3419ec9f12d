import { useWords } from '../../languages/use-words';
import { regionRef } from '../../state/regions';
import { Matcher } from './matcher';
import styles from './mercure.module.css';
import { Mint } from './mint';
import { TokenCase } from './token-case';

const region = regionRef('mercure');

/** Tokens and topic selectors of Mercure: take one apart, make one, try one. All of it by the rules of the hub of now. */
export default function Mercure() {
  const t = useWords('mercure');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section className={styles.desk} aria-label={t('title')} tabIndex={0} ref={region}>
      <h2>{t('title')}</h2>
      <TokenCase />
      <Mint />
      <Matcher />
    </section>
  );
}
