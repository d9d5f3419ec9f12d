import { Copy, KeyRound, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { keyAlgorithms, type MintedToken } from '../../../src-main/contract/mercure';
import { useEngine } from '../../engine/hooks';
import { said } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { copyText } from '../../state/clipboard';
import { useNotices } from '../../state/notices';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { SelectField } from '../../ui/select-field';
import { TextInput } from '../../ui/text-input';
import { linesOf, useDesk } from './desk-state';
import { DialectChoice } from './dialect-choice';
import { LinesInput } from './lines-input';
import styles from './mercure.module.css';
import { Part } from './part';

/** Makes a token with the claims either version of the protocol wants. */
export function Mint() {
  const t = useWords('mercure');
  const engine = useEngine();
  const fail = useNotices(({ fail }) => fail);
  const { dialect, publish, subscribe, payload, minutes, secret, algorithm, issuer, audience, set } = useDesk();
  const [minted, setMinted] = useState<MintedToken | null>(null);
  const expiresInS = minutes.trim() === '' ? null : Math.round(Number(minutes) * 60);
  const isLifetimeBad = expiresInS !== null && !(expiresInS >= 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a token is of the fields as they were
  useEffect(
    () => setMinted(null),
    [dialect, publish, subscribe, payload, minutes, secret, algorithm, issuer, audience],
  );
  const lines = dialect === '1.0' ? t('mint.linesModern') : t('mint.lines');
  const mint = () => {
    if (isLifetimeBad) return;
    const rights = { publish: linesOf(publish), subscribe: linesOf(subscribe) };
    engine
      .call('mercure.mint', { dialect, ...rights, payload, expiresInS, secret, algorithm, issuer, audience })
      .then(setMinted, fail);
  };
  return (
    <Part title={t('mint.title')} sentence={t('mint.sentence')}>
      <div className={styles.row}>
        <DialectChoice label={t('mint.dialect')} value={dialect} onChange={(to) => set({ dialect: to })} />
        <span className={styles.sentence}>{dialect === '1.0' ? t('mint.modern') : t('mint.classic')}</span>
      </div>
      <div className={styles.pair}>
        <LinesInput
          label={t('mint.publish')}
          value={publish}
          rows={3}
          note={lines}
          onChange={(text) => set({ publish: text })}
        />
        <LinesInput
          label={t('mint.subscribe')}
          value={subscribe}
          rows={3}
          note={lines}
          onChange={(text) => set({ subscribe: text })}
        />
      </div>
      <div className={styles.pair}>
        <TextInput
          label={t('mint.minutes')}
          value={minutes}
          isMono
          placeholder={t('mint.never')}
          fault={isLifetimeBad ? t('mint.badMinutes') : ''}
          onChange={(text) => set({ minutes: text })}
        />
        <TextInput
          label={t('mint.secret')}
          value={secret}
          isMono
          isHidden
          placeholder={t('mint.own')}
          note={t('mint.secretNote')}
          onChange={(text) => set({ secret: text })}
        />
        <SelectField
          label={t('mint.algorithm')}
          value={algorithm || 'auto'}
          options={[{ id: 'auto', text: t('mint.ofTheKey') }, ...keyAlgorithms.map((id) => ({ id, text: id }))]}
          onChange={(id) => set({ algorithm: keyAlgorithms.find((one) => one === id) ?? '' })}
        />
      </div>
      {dialect === '1.0' && (
        <div className={styles.pair}>
          <TextInput
            label={t('mint.issuer')}
            value={issuer}
            isMono
            placeholder="https://localhost"
            onChange={(text) => set({ issuer: text })}
          />
          <TextInput
            label={t('mint.audience')}
            value={audience}
            isMono
            placeholder={t('mint.thisHub')}
            onChange={(text) => set({ audience: text })}
          />
        </div>
      )}
      <TextInput
        label={t('mint.payload')}
        value={payload}
        isMono
        placeholder='{"user":42}'
        onChange={(text) => set({ payload: text })}
      />
      <div className={styles.row}>
        <Button look="line" icon={KeyRound} onPress={mint}>
          {t('mint.make')}
        </Button>
        {minted !== null && (
          <>
            <Button icon={Copy} onPress={() => void copyText(minted.token, t('mint.theToken'))}>
              {t('mint.copy')}
            </Button>
            <Button
              onPress={() =>
                set({ token: minted.token, action: linesOf(publish).length > 0 ? 'publish' : 'subscribe' })
              }
            >
              {t('mint.takeApart')}
            </Button>
          </>
        )}
      </div>
      {minted !== null && (
        <>
          <pre className={styles.token} role="status" aria-label={t('mint.theToken')}>
            {minted.token}
          </pre>
          {minted.warnings.map((words) => (
            <p key={words} className={styles.mixUp}>
              <Icon of={TriangleAlert} size={14} />
              {said(words)}
            </p>
          ))}
          <pre>{minted.claims}</pre>
        </>
      )}
    </Part>
  );
}
