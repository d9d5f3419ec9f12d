import { CircleCheck, CircleHelp, ShieldQuestion, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { CertificateState, Trust } from '../../../src-main/contract/tls';
import { useHubCall } from '../../engine/hooks';
import { formatIsoInstant } from '../../format/instant';
import { problemWords } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Spoken } from '../../ui/spoken';
import { useIsFound } from './search';
import { SettingsSection } from './setting';
import styles from './settings.module.css';
import { TrustSheet } from './trust-sheet';

/** What https and wss are answered with, and who trusts it: to be seen before the first failure. */
export function Secure() {
  const t = useWords('settings');
  const tls = useHubCall('tls.state', 5_000);
  const [shown, setShown] = useState<string | null>(null);
  const isFound = useIsFound(t('secure.title'), t('secure.sentence'), 'TLS', 'wss', t('secure.certificate'));
  if (tls === null || !isFound) return null;
  const trusted = tls.certificates.find(({ authorityFile }) => authorityFile === shown && shown !== '');
  return (
    <SettingsSection title={t('secure.title')} sentence={t('secure.sentence')}>
      <table className={styles.table} data-setting="hub.tls">
        <thead>
          <tr>
            <th>{t('secure.names')}</th>
            <th className={styles.extra}>{t('secure.certificate')}</th>
            <th>{t('secure.system')}</th>
            <th>{t('secure.browsers')}</th>
            <th>
              <Spoken>{t('actions')}</Spoken>
            </th>
          </tr>
        </thead>
        <tbody>
          {tls.certificates.map((certificate) => (
            <Row key={`${certificate.source} ${certificate.names.join()}`} of={certificate} onShow={setShown} />
          ))}
          {tls.problems.map(({ message, hint }) => (
            <tr key={message}>
              <td colSpan={5}>
                <span className={styles.state} data-tone="warn">
                  <Icon of={TriangleAlert} size={14} />
                  <span>{problemWords({ message, hint })}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {trusted !== undefined && (
        <TrustSheet platform={tls.platform} file={trusted.authorityFile} onClose={() => setShown(null)} />
      )}
    </SettingsSection>
  );
}

function Row({
  of: { source, names, issuer, expiresAtMs, authorityFile, system, browsers },
  onShow,
}: {
  of: CertificateState;
  onShow: (file: string) => void;
}) {
  const t = useWords('settings');
  return (
    <tr>
      <td>
        <code>{names.join(', ')}</code>
      </td>
      <td
        className={styles.extra}
        title={t('secure.until', { issuer, date: formatIsoInstant(expiresAtMs).slice(0, 10) })}
      >
        {t(`secure.source.${source}`)}
      </td>
      <td>
        <TrustSign of={system} />
      </td>
      <td>
        <TrustSign of={browsers} />
      </td>
      <td className={styles.act}>
        {authorityFile !== '' && (
          <Button
            size="small"
            look={system === 'yes' ? 'quiet' : 'line'}
            icon={ShieldQuestion}
            onPress={() => onShow(authorityFile)}
          >
            {t('secure.how')}
          </Button>
        )}
      </td>
    </tr>
  );
}

const signs = { yes: CircleCheck, no: TriangleAlert, unknown: CircleHelp } as const;

function TrustSign({ of }: { of: Trust }) {
  const t = useWords('settings');
  return (
    <span className={`${styles.state} ${styles.short}`} data-tone={of === 'no' ? 'warn' : undefined}>
      <Icon of={signs[of]} size={14} />
      {t(`secure.trust.${of}`)}
    </span>
  );
}
