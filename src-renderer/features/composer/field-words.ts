import type { DraftField } from '../../../src-main/contract/protocol';
import { type Key, wordsOf } from '../../languages/words';

const t = wordsOf('composer');

const labels: Readonly<Record<string, Key<'composer'>>> = {
  Channel: 'field.channel',
  Topic: 'field.topic',
  Path: 'field.path',
  Event: 'field.event',
  Type: 'field.type',
  Exclude: 'field.exclude',
  As: 'field.as',
  Private: 'field.private',
  'Alternate topics': 'field.alternates',
  Id: 'field.id',
  'Retry, ms': 'field.retry',
};

/** The name of a field in the language of now; that of its protocol where there is none. */
export function fieldLabel({ label }: DraftField): string {
  const key = labels[label];
  return key === undefined ? label : t(key);
}

const placeholders: Readonly<Partial<Record<DraftField['name'], Key<'composer'>>>> = {
  channel: 'field.itsName',
  excludeSocketId: 'field.none',
  asSocketId: 'field.server',
  id: 'field.madeByHub',
  retry: 'field.none',
};

/** What stands in an empty field. */
export function fieldPlaceholder({ name, required }: DraftField): string {
  if (name === 'event') return required ? t('field.itsName') : t('field.none');
  const key = placeholders[name];
  return key === undefined ? '' : t(key);
}
