import { create } from 'zustand';

/** What is to be waited for, as it is being written. */
export interface ExpectForm {
  readonly app: string;
  readonly channel: string;
  readonly event: string;
  /** PATH=VALUE each, separated by white space; quotes hold together what has some in it. */
  readonly where: string;
  readonly seconds: string;
}

interface ExpectStore {
  /** null while nothing is being written. */
  readonly form: ExpectForm | null;
  change(fields: Partial<ExpectForm>): void;
  close(): void;
}

const empty: ExpectForm = { app: '', channel: '', event: '', where: '', seconds: '10' };

export const useExpectForm = create<ExpectStore>((set) => ({
  form: null,
  change: (fields) => set(({ form }) => ({ form: { ...(form ?? empty), ...fields } })),
  close: () => set({ form: null }),
}));

/** Opens the form with what is known already: the next message of this name is to be waited for. */
export function expectMessage(fields: Partial<ExpectForm>): void {
  useExpectForm.getState().change({ ...empty, ...fields });
}
