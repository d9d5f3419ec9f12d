// First, so that what a part says of itself comes after what every element starts from.
import './styles/tokens.css';
import './styles/base.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { EngineClient } from './engine/engine-client';
import { EngineContext } from './engine/hooks';
import { tellVisibility } from './engine/tell-visibility';
import { findHost } from './host';
import { applyTheme } from './state/theme';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

applyTheme();

const engine = new EngineClient(findHost());
tellVisibility(engine);
engine.connect();
createRoot(root).render(
  <StrictMode>
    <EngineContext.Provider value={engine}>
      <App />
    </EngineContext.Provider>
  </StrictMode>,
);
