/** The app the demo's traffic belongs to: `app:demo` finds it, and nothing else has it. */
export const demoAppId = 'demo';

export interface DemoState {
  readonly isRunning: boolean;
  /** Its app is there, running or not. */
  readonly isThere: boolean;
}
