import type { ForwardSettings } from '../../../src-main/contract/app';
import { useWords } from '../../languages/use-words';
import { Switch } from '../../ui/switch';
import { TextInput } from '../../ui/text-input';
import styles from './settings.module.css';

export interface ForwardTexts {
  readonly url: string;
  readonly authUrl: string;
  readonly verifyTls: boolean;
}

export function forwardTexts(forward: ForwardSettings | null): ForwardTexts {
  return { url: forward?.url ?? '', authUrl: forward?.authUrl ?? '', verifyTls: forward?.verifyTls ?? true };
}

/** null where neither is named. */
export function readForward({ url, authUrl, verifyTls }: ForwardTexts): ForwardSettings | null {
  const [to, auth] = [url.trim(), authUrl.trim()];
  return to === '' && auth === '' ? null : { url: to, authUrl: auth, verifyTls };
}

/** The real server behind an app, and the application that signs its pages. */
export function AppForwardFields({
  texts,
  onChange,
}: {
  texts: ForwardTexts;
  onChange: (texts: ForwardTexts) => void;
}) {
  const t = useWords('settings');
  const isSecure = [texts.url, texts.authUrl].some((url) => /^\s*https:/i.test(url));
  return (
    <>
      <TextInput
        label={t('apps.forwardUrl')}
        note={t('apps.forwardUrlNote')}
        value={texts.url}
        isMono
        placeholder="http://127.0.0.1:8081"
        onChange={(url) => onChange({ ...texts, url })}
      />
      <TextInput
        label={t('apps.authUrl')}
        note={t('apps.authUrlNote')}
        value={texts.authUrl}
        isMono
        placeholder="http://localhost:8000"
        onChange={(authUrl) => onChange({ ...texts, authUrl })}
      />
      {isSecure && (
        <div className={styles.formLine}>
          <span>{t('apps.verifyTls')}</span>
          <Switch
            label={t('apps.verifyTls')}
            isOn={texts.verifyTls}
            onChange={(verifyTls) => onChange({ ...texts, verifyTls })}
          />
        </div>
      )}
    </>
  );
}
