import type { DocumentName } from '../../contract/documents';
import type { Problem } from '../../contract/problem';

/** What the second database is asked: name to input and output. */
export interface DatabaseCalls {
  'document.read': { input: { name: DocumentName }; output: { json: string | null } };
  'document.write': { input: { name: DocumentName; json: string }; output: null };
}
export type DatabaseCallName = keyof DatabaseCalls;
export type DatabaseInput<N extends DatabaseCallName> = DatabaseCalls[N]['input'];
export type DatabaseOutput<N extends DatabaseCallName> = DatabaseCalls[N]['output'];

/** How calls are answered, on an open file. All throw what SQLite throws, or a ProblemError. */
export type DatabaseAnswers = {
  readonly [N in DatabaseCallName]: (input: DatabaseInput<N>, nowMs: number) => DatabaseOutput<N>;
};
/** Answers of the calls that begin with a noun. */
export type DatabaseAnswersOf<Noun extends string> = Pick<
  DatabaseAnswers,
  Extract<DatabaseCallName, `${Noun}.${string}`>
>;

export type ToDatabase =
  | { readonly type: 'open'; readonly path: string; readonly nowMs: number }
  | {
      readonly type: 'call';
      readonly id: number;
      readonly name: DatabaseCallName;
      readonly input: unknown;
      readonly nowMs: number;
    }
  | { readonly type: 'close' };

export type FromDatabase =
  | { readonly type: 'opened'; readonly problems: readonly Problem[] }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refusal'; readonly id: number; readonly problem: Problem }
  /** The file was found damaged and another one started. */
  | { readonly type: 'problem'; readonly problem: Problem };
