import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { RelayReply } from '../../../src-main/contract/relay';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/button';
import { Spoken } from '../../ui/spoken';
import { Tag } from '../../ui/tag';
import { ReplyForm } from './reply-form';
import { useIsFound } from './search';
import { SettingsSection, useFixedBy, useNamedChange } from './setting';
import styles from './settings.module.css';

const path = 'relay.replies';

/** What the relay says by itself, in order. */
export function RelayReplies() {
  const t = useWords('settings');
  const replies = useSettings(({ settings }) => settings.relay.replies);
  const fixedBy = useFixedBy(path);
  const change = useNamedChange(t('replies.title'));
  const [edited, setEdited] = useState<number | null>(null);
  const isFound = useIsFound(t('replies.title'), t('replies.sentence'), ...replies.map(({ text }) => text));
  if (!isFound) return null;
  const set = (next: readonly RelayReply[]) => void change(path, next);
  const action =
    fixedBy === null ? (
      <Button size="small" icon={Plus} onPress={() => setEdited(replies.length)}>
        {t('replies.add')}
      </Button>
    ) : (
      <Tag>{t('setBy', { by: fixedBy })}</Tag>
    );
  return (
    <SettingsSection title={t('replies.title')} sentence={t('replies.sentence')} action={action}>
      {replies.length === 0 ? (
        <p className={styles.none} data-setting={path}>
          {t('replies.none')}
        </p>
      ) : (
        <table className={styles.table} data-setting={path}>
          <thead>
            <tr>
              <th>{t('replies.when')}</th>
              <th className={styles.wide}>{t('replies.path')}</th>
              <th>{t('replies.text')}</th>
              <th className={styles.wide}>{t('replies.to')}</th>
              <th>
                <Spoken>{t('actions')}</Spoken>
              </th>
            </tr>
          </thead>
          <tbody>
            {replies.map((reply, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two replies may be alike, and their place is what tells them apart
              <tr key={at}>
                <td>{reply.when === 'open' ? t('replies.open') : <Match text={reply.match} />}</td>
                <td className={styles.wide}>{reply.path === '' ? t('relay.any') : <code>{reply.path}</code>}</td>
                <td>
                  <code>{reply.text}</code>
                </td>
                <td className={styles.wide}>{t(`replies.${reply.to}`)}</td>
                <td className={styles.act}>
                  {fixedBy === null && (
                    <>
                      <IconButton
                        icon={Pencil}
                        label={t('replies.edit', { number: at + 1 })}
                        onPress={() => setEdited(at)}
                      />
                      <IconButton
                        icon={Trash2}
                        label={t('replies.remove', { number: at + 1 })}
                        onPress={() => set(replies.filter((_, place) => place !== at))}
                      />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {edited !== null && (
        <ReplyForm
          reply={replies[edited] ?? null}
          onClose={() => setEdited(null)}
          onSave={(reply) => {
            setEdited(null);
            set([...replies.slice(0, edited), reply, ...replies.slice(edited + 1)]);
          }}
        />
      )}
    </SettingsSection>
  );
}

function Match({ text }: { text: string }) {
  const t = useWords('settings');
  return text === '' ? t('replies.anyMessage') : <code>{text}</code>;
}
