/**
 * What the page keeps beyond its own life, in both hosts alike: JSON texts under these names, in the second database.
 * Append only: the names are stored.
 */
export const documentNames = ['saved-filters', 'saved-messages', 'composer-history', 'labels', 'layout'] as const;
export type DocumentName = (typeof documentNames)[number];
