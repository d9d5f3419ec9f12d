import type { ProjectValue } from '../../../contract/project';
import type { EnvValues } from '../env/env-values';

const reference = /%env\(([^()]+)\)%/g;

/**
 * A value of a YAML config with what the environment says for `%env(NAME)%`. Of processors (`%env(resolve:NAME)%`) only
 * the last part counts: none of those that Mercure and Messenger are set up with changes a text, but `default:`, whose
 * parameter is not known here.
 */
export function yamlValue(name: string, text: string, env: EnvValues, place: ProjectValue['place']): ProjectValue {
  const used = [...text.matchAll(reference)].map(([, inner]) => (inner ?? '').split(':').at(-1) ?? '');
  const [only] = used;
  const found = only === undefined ? undefined : env.get(only);
  const value = text.replaceAll(reference, (_, inner: string) => env.get(inner.split(':').at(-1) ?? '')?.value ?? '');
  return { name: only ?? name, value, masked: null, place: found?.place ?? place };
}
