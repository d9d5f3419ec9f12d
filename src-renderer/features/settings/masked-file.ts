import { isObject, parseJson } from '../../../src-main/contract/json-text';

const dots = '••••••••';

/**
 * The settings file as it may be looked at: what tokens are signed with is dots. A file that is no JSON, or has nothing of
 * that kind, stays as it is.
 */
export function maskedFile(text: string): string {
  const file = parseJson(text);
  if (!isObject(file) || !isObject(file.mercure)) return text;
  const { secret, publisherKey, subscriberKey, ...rest } = file.mercure;
  const mercure = {
    ...rest,
    ...(secret === undefined ? {} : { secret: hidden(secret) }),
    ...(publisherKey === undefined ? {} : { publisherKey: hiddenKey(publisherKey) }),
    ...(subscriberKey === undefined ? {} : { subscriberKey: hiddenKey(subscriberKey) }),
  };
  return JSON.stringify({ ...file, mercure }, null, 2);
}

const hidden = (value: unknown): unknown => (value === '' ? '' : dots);

/** Public keys and addresses are no secrets. */
function hiddenKey(value: unknown): unknown {
  return isObject(value) && String(value.kind).startsWith('HS') ? { ...value, key: hidden(value.key) } : value;
}
