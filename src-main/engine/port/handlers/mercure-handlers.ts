import { z } from 'zod';
import { limits } from '../../../contract/limits';
import {
  keyAlgorithms,
  type MatchReport,
  type MercureDialect,
  type MintedToken,
  type MintInput,
  type TokenAction,
  type TokenReport,
} from '../../../contract/mercure';
import type { HandlersOf } from '../handler';

/** See protocols/mercure/desk. */
export interface TokenDesk {
  match(selector: string, topic: string, dialect: MercureDialect): MatchReport;
  check(token: string, action: TokenAction, topic: string): Promise<TokenReport>;
  mint(input: MintInput): Promise<MintedToken>;
}

const text = z.string().max(limits.deskChars);
const selectors = z.array(text).max(limits.draftAlternates);

export function mercureHandlers(desk: TokenDesk): HandlersOf<'mercure'> {
  return {
    'mercure.match': {
      input: z.object({ selector: text, topic: text, dialect: z.enum(['0.x', '1.0']) }),
      run: ({ selector, topic, dialect }) => desk.match(selector, topic, dialect),
    },
    'mercure.check': {
      input: z.object({
        token: z.string().max(limits.headerBytes),
        action: z.enum(['publish', 'subscribe']),
        topic: text,
      }),
      run: ({ token, action, topic }) => desk.check(token, action, topic),
    },
    'mercure.mint': {
      input: z.object({
        dialect: z.enum(['0.x', '1.0']),
        publish: selectors,
        subscribe: selectors,
        payload: z.string().max(limits.headerBytes),
        expiresInS: z
          .number()
          .min(1)
          .max(10 * 366 * 86_400)
          .nullable(),
        secret: text,
        algorithm: z.enum(['', ...keyAlgorithms]).optional(),
        issuer: text.optional(),
        audience: text.optional(),
      }),
      run: (input) => desk.mint(input),
    },
  };
}
