import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { EngineClient } from './engine/engine-client';
import { EngineContext } from './engine/hooks';
import { findHost } from './host';
import './styles/tokens.css';
import './styles/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

// Follow the system until somebody chooses otherwise.
const dark = matchMedia('(prefers-color-scheme: dark)');
const applyTheme = () => {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light';
};
dark.addEventListener('change', applyTheme);
applyTheme();

const engine = new EngineClient(findHost());
engine.connect();
createRoot(root).render(
  <StrictMode>
    <EngineContext.Provider value={engine}>
      <App />
    </EngineContext.Provider>
  </StrictMode>,
);
