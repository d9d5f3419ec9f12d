import { create } from 'zustand';

interface InspectorPlace {
  /** here: beside the list. away: in a window of its own. own: this is that window. */
  readonly place: 'here' | 'away' | 'own';
  /** False in a window whose main page is gone: what is done there cannot be done. */
  readonly isMainThere: boolean;
  /** Into a window of its own, or back. */
  move(): void;
  /** Brings the window to the front that has the inspector while it is away; from there, the main one. */
  goThere(): void;
}

/** The same key moves it out and back, in either window. */
export const inspectorWindowKeys = '$mod+Shift+KeyF';

/** Where the inspector is. `windows/` moves it. */
export const useInspectorPlace = create<InspectorPlace>(() => ({
  place: 'here',
  isMainThere: true,
  move: () => {},
  goThere: () => {},
}));
