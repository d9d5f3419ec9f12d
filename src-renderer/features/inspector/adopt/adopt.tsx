import { PackagePlus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import type { AppDetails } from '../../../../src-main/contract/app';
import type { EntryBody } from '../../../../src-main/contract/entry';
import { type Problem, toProblem } from '../../../../src-main/contract/problem';
import { useEngine } from '../../../engine/hooks';
import { problemWords } from '../../../languages/said';
import { useWords } from '../../../languages/use-words';
import { useNotices } from '../../../state/notices';
import { Button } from '../../../ui/button';
import section from '../section.module.css';
import styles from './adopt.module.css';
import { adoptedWords, keyToAdopt } from './adopt-words';

/** On the refusal of an app that is not there: one click makes it. Its secret may follow, or stay unknown. */
export function Adopt({ entry }: { entry: EntryBody }) {
  const key = keyToAdopt(entry);
  return key === null ? null : <Offer key={entry.row.seq} refusal={entry.row.seq} appKey={key} />;
}

function Offer({ refusal, appKey }: { refusal: number; appKey: string }) {
  const t = useWords('adopt');
  const engine = useEngine();
  const say = useNotices(({ say }) => say);
  const [app, setApp] = useState<AppDetails | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [secret, setSecret] = useState('');

  const adopt = async (more: { secret?: string }) => {
    try {
      const adopted = await engine.call('app.adopt', { refusal, ...more });
      setApp(adopted);
      setProblem(null);
      say(adoptedWords(t, adopted));
    } catch (error) {
      setProblem(toProblem(error));
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (secret !== '') void adopt({ secret });
  };

  return (
    <section className={section.section} aria-labelledby="adopt-title">
      <h3 className={section.head} id="adopt-title">
        {t('title')}
        <span className={section.aside}>{app === null ? t('missing') : app.id}</span>
      </h3>
      {app === null ? (
        <div className={styles.line}>
          <Button look="line" size="small" icon={PackagePlus} onPress={() => void adopt({})}>
            {t('adopt')}
          </Button>
          <code className={styles.key}>{appKey}</code>
        </div>
      ) : (
        <p className={styles.words}>{adoptedWords(t, app)}</p>
      )}
      {app !== null && app.secretLength === 0 && (
        <form className={styles.line} onSubmit={onSubmit}>
          <TextField className={styles.field ?? ''} aria-label={t('secretField')} value={secret} onChange={setSecret}>
            <Input className={styles.input ?? ''} type="password" placeholder={t('secretHint')} autoComplete="off" />
          </TextField>
          <Button look="line" size="small" type="submit" isDisabled={secret === ''}>
            {t('useSecret')}
          </Button>
        </form>
      )}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problemWords(problem)}
        </p>
      )}
    </section>
  );
}
