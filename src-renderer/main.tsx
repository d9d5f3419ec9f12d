// First, so that what a part says of itself comes after what every element starts from.
import './styles/tokens.css';
import './styles/colours.css';
import './styles/base.css';
import './styles/own-colours.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { partOf } from '../src-main/contract/window-part';
import { App } from './app';
import { EngineClient } from './engine/engine-client';
import { followFailure } from './engine/follow-failure';
import { followSessions } from './engine/follow-sessions';
import { followSplits } from './engine/follow-splits';
import { EngineContext } from './engine/hooks';
import { questionTo } from './engine/hub-question';
import { tellVisibility } from './engine/tell-visibility';
import { followSettings } from './engine/use-settings';
import { findHost } from './host';
import { HostContext } from './host/use-host';
import { InspectorWindow } from './inspector-window';
import { MiniWindow } from './mini-window';
import { followWorkspace } from './project/follow-workspace';
import { applyLanguage } from './state/language';
import { applyTheme } from './state/theme';
import { ignoreStillPointer } from './ui/still-pointer';
import { MainPage } from './windows/main-page';
import { SidePage } from './windows/side-page';

const hubStateMs = 5_000;

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

applyLanguage();
applyTheme();
ignoreStillPointer();

const host = findHost();
const engine = new EngineClient(host);
// First of all, since it is what a person looks for first: does the hub run, and where?
questionTo(engine, 'hub.state').subscribe(() => {}, hubStateMs);
tellVisibility(engine);
followSettings(engine);
followSessions(engine);
const part = partOf(location.hash);
let side: SidePage | null = null;
if (part.name === 'main') {
  followFailure(host);
  followWorkspace(engine);
  followSplits(engine);
  new MainPage(host);
} else {
  side = new SidePage(host, part);
}
engine.connect();
createRoot(root).render(
  <StrictMode>
    <HostContext value={host}>
      <EngineContext.Provider value={engine}>
        {part.name === 'main' && <App />}
        {part.name === 'inspector' && <InspectorWindow />}
        {part.name === 'mini' && <MiniWindow onShow={(row) => side?.showRow(row)} />}
      </EngineContext.Provider>
    </HostContext>
  </StrictMode>,
);
