import { Timeline } from './features/timeline/timeline';
import { Toolbar } from './features/toolbar/toolbar';

export function App() {
  return (
    <>
      <Toolbar />
      <Timeline />
    </>
  );
}
