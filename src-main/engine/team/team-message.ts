import { z } from 'zod';

/**
 * What one node says to the others, as JSON text: who says it, to whom (all if absent), and for each protocol what is
 * so. `hello`: it is new, or was away; `ask`: say everything; `bye`: it leaves. With none of these and no facts it is a beat.
 */
const messageSchema = z.object({
  v: z.literal(1),
  from: z.string().min(1).max(64),
  to: z.string().optional(),
  hello: z.literal(true).optional(),
  ask: z.literal(true).optional(),
  bye: z.literal(true).optional(),
  facts: z.array(z.tuple([z.string(), z.array(z.unknown())])).optional(),
});

export type TeamMessage = z.infer<typeof messageSchema>;

/** null if it is none, or one of another version. */
export function readTeamMessage(text: string): TeamMessage | null {
  try {
    return messageSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export function writeTeamMessage(message: Omit<TeamMessage, 'v'>): string {
  return JSON.stringify({ v: 1, ...message });
}
