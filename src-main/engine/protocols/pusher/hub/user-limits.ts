/** What the hosted service documents for a user, on presence channels and signed in alike. */
export const maxUserIdChars = 128;
export const maxUserBytes = 1_024;
