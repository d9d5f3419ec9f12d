import { ProblemError } from '../../contract/problem';
import type { ProfileInput } from '../../contract/profile';
import type { ProjectProposal } from '../../contract/project';
import type { SessionState } from '../../contract/session';
import type { SessionDesk } from '../clients/session-desk';
import type { ClearProposal } from './project-read';

/** Longest name of a profile. */
const nameChars = 100;

/** What the page may see of a proposal; null where the project's settings make no address of it. */
export function shownProposal(
  proposal: ClearProposal,
  sessions: Pick<SessionDesk, 'parse' | 'savedAs'>,
): ProjectProposal | null {
  const input = profileOf(proposal, sessions);
  if (input === null) return null;
  const { protocol, name, url, place } = proposal;
  return { id: idOf(proposal), protocol, name, url, place, profile: sessions.savedAs(input) };
}

/** The profile of a proposal, made if there is none that leads there. Rejects with a ProblemError. */
export async function saveProposal(
  id: string,
  proposals: readonly ClearProposal[],
  sessions: Pick<SessionDesk, 'parse' | 'put' | 'savedAs' | 'list'>,
): Promise<SessionState> {
  const proposal = proposals.find((one) => idOf(one) === id);
  const input = proposal === undefined ? null : profileOf(proposal, sessions);
  if (input === null) {
    throw new ProblemError('not-found', 'The project does not name this any more.', 'Look at what it says now.');
  }
  const saved = sessions.savedAs(input);
  return sessions.list().find(({ profile }) => profile.id === saved) ?? sessions.put(input);
}

function idOf({ protocol, name }: ClearProposal): string {
  return `${protocol} ${name}`;
}

function profileOf(
  { name, address, fields }: ClearProposal,
  sessions: Pick<SessionDesk, 'parse'>,
): Omit<ProfileInput, 'id'> | null {
  try {
    const parsed = sessions.parse(address);
    return { ...parsed, name: name.slice(0, nameChars), fields: { ...parsed.fields, ...fields } };
  } catch {
    return null;
  }
}
