import type { ForwardSettings } from '../../../src-main/contract/app';
import { useWords } from '../../languages/use-words';
import { TextInput } from '../../ui/text-input';

export interface ForwardTexts {
  readonly url: string;
  readonly authUrl: string;
}

export function forwardTexts(forward: ForwardSettings | null): ForwardTexts {
  return { url: forward?.url ?? '', authUrl: forward?.authUrl ?? '' };
}

/** null where neither is named; whether certificates are checked stays as it was. */
export function readForward({ url, authUrl }: ForwardTexts, before: ForwardSettings | null): ForwardSettings | null {
  const [to, auth] = [url.trim(), authUrl.trim()];
  return to === '' && auth === '' ? null : { url: to, authUrl: auth, verifyTls: before?.verifyTls ?? true };
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
    </>
  );
}
