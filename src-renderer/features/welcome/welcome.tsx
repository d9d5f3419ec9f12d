import { Copy, Play, Send, Square, Trash2 } from 'lucide-react';
import { Fragment, useEffect, useState } from 'react';
import { TabPanel, Tabs } from 'react-aria-components';
import { asError } from '../../../src-main/contract/problem';
import { useEngine, useHubCall } from '../../engine/hooks';
import { hubAddresses } from '../../engine/hub-address';
import { useDescription } from '../../engine/use-description';
import { listed } from '../../languages/joined';
import { Rich } from '../../languages/rich';
import { useWords } from '../../languages/use-words';
import { copyText } from '../../state/clipboard';
import { useListPlace } from '../../state/list-place';
import { useNotices } from '../../state/notices';
import { StatusSentence } from '../../state/status-slot';
import { showView } from '../../state/views';
import { Button } from '../../ui/button';
import { Tab, TabList } from '../../ui/tabs';
import { Demo } from './demo';
import { SecureLine } from './secure-line';
import { platforms, snippetsOf } from './snippets';
import { Waiting } from './waiting';
import styles from './welcome.module.css';

/** The first steps: where the hub is, what to paste into an app, and what to do while no app is there. */
export function Welcome() {
  const t = useWords('welcome');
  const engine = useEngine();
  const hub = useHubCall('hub.state', 1_000);
  const recorded = useListPlace(({ total }) => total);
  const protocols = useDescription()?.protocols ?? [];
  const [address] = hubAddresses(hub?.listeners ?? []);
  const app = hub?.apps[0];
  const secret = useSecret(app?.id ?? null);
  if (hub === null) return null;
  if (address === undefined || app === undefined) {
    return (
      <div className={styles.page}>
        <h2>{t('deaf')}</h2>
        <p>{t('deafReason')}</p>
        <Button look="line" onPress={() => showView('settings')}>
          {t('openSettings')}
        </Button>
      </div>
    );
  }
  const ws = `ws://${address.host}`;
  const served = protocols.filter(({ supports }) => supports.hub);
  const isOpened = hub.listeners.some(({ way, state }) => way !== undefined && state === 'listening');
  const hasMercure = served.some(({ id }) => id === 'mercure');
  const hasAbly = served.some(({ id }) => id === 'ably');
  const needs = { symfony: hasMercure, laravelAbly: hasAbly, ablyjs: hasAbly } as const;
  const offered = platforms.filter((platform) => !(platform in needs) || needs[platform as keyof typeof needs]);
  const send = async () => {
    const { fail, say } = useNotices.getState();
    const draft = { app: app.id, channel: 'orders', event: 'OrderShipped', data: '{"id":7}', excludeSocketId: '' };
    try {
      const result = await engine.call('message.send', draft);
      if (!result.ok) return fail(asError(result.problem));
      say(t('sent'));
      showView('live');
    } catch (error) {
      fail(error);
    }
  };
  return (
    <div className={styles.scroll}>
      <StatusSentence>
        {recorded === 0 ? t('status.nothing') : t('status.recorded', { count: recorded })}
      </StatusSentence>
      <div className={styles.page}>
        <h2>{hub.connections === 0 ? t('title') : t('titleConnected')}</h2>
        <p>{t('lead')}</p>
        <div className={styles.address}>
          <i className={styles.dot} />
          <code>{ws}</code>
          <span>
            {t(isOpened ? 'protocolsOpened' : 'protocols', { names: listed(served.map(({ name }) => name)) })}
          </span>
          <Button
            look="line"
            size="small"
            icon={Copy}
            aria-label={t('copyAddress')}
            onPress={() => void copyText(ws, ws)}
          >
            {t('copy')}
          </Button>
        </div>
        <SecureLine host={address.host} />
        <h3>{t('paste')}</h3>
        <Tabs className={styles.tabs ?? ''}>
          <TabList label={t('paste')}>
            {offered.map((platform) => (
              <Tab key={platform} id={platform}>
                {t(`platform.${platform}`)}
              </Tab>
            ))}
          </TabList>
          {offered.map((platform) => {
            const snippets = snippetsOf(platform, { address, app, secret: secret ?? '' });
            const shown = snippetsOf(platform, { address, app, secret: shownSecret(secret) });
            return (
              <TabPanel key={platform} id={platform} className={styles.panel ?? ''}>
                {snippets.map(({ file, text }, at) => (
                  <Fragment key={file}>
                    <div className={styles.file}>
                      <code>{file}</code>
                      <Button
                        size="small"
                        icon={Copy}
                        {...(snippets.length > 1 ? { 'aria-label': t('copyFile', { file }) } : {})}
                        onPress={() => void copyText(text, file)}
                      >
                        {t('copy')}
                      </Button>
                    </div>
                    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
                    <pre tabIndex={0}>{shown[at]?.text}</pre>
                  </Fragment>
                ))}
                <p>
                  <Rich text={t.template(`then.${platform}`)} />
                </p>
              </TabPanel>
            );
          })}
        </Tabs>
      </div>
      <div className={styles.foot}>
        <Waiting connections={hub.connections} />
        <Demo icons={{ start: Play, stop: Square, remove: Trash2 }} />
        <Button look="solid" icon={Send} onPress={() => void send()}>
          {t('send')}
        </Button>
      </div>
    </div>
  );
}

/** The secret of every example is no secret; another one is only copied. */
function shownSecret(secret: string | null): string {
  return secret === 'your_app_secret' ? secret : '••••••••';
}

/** In clear: it is to be pasted. null until it is known. */
function useSecret(app: string | null): string | null {
  const engine = useEngine();
  const [secret, setSecret] = useState<string | null>(null);
  useEffect(() => {
    if (app === null) return;
    let isOver = false;
    engine.call('app.secret', { id: app }).then(
      (answer) => isOver || setSecret(answer.secret),
      () => {},
    );
    return () => {
      isOver = true;
    };
  }, [engine, app]);
  return secret;
}
