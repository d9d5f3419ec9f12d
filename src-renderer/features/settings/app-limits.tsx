import { type AppDetails, type AppLimits, defaultAppOptions } from '../../../src-main/contract/app';
import { useWords } from '../../languages/use-words';
import { TextInput } from '../../ui/text-input';
import own from './app-limits.module.css';
import styles from './settings.module.css';

type Options = AppDetails['options'];
/** Those of AppLimits, and the two numbers that are beside them in the options. */
export type LimitName = keyof AppLimits | 'clientEventsPerSecond' | 'cacheS';
export type LimitTexts = Readonly<Record<LimitName, string>>;
export type ReadLimits = Pick<Options, 'limits' | 'clientEventsPerSecond' | 'cacheS'>;

const ofLimits = Object.keys(defaultAppOptions.limits) as (keyof AppLimits)[];
const names: readonly LimitName[] = [...ofLimits, 'clientEventsPerSecond', 'cacheS'];
const usual: Readonly<Record<LimitName, number>> = { ...defaultAppOptions, ...defaultAppOptions.limits };

export function limitTexts({ limits, clientEventsPerSecond, cacheS }: ReadLimits): LimitTexts {
  const numbers: Readonly<Record<LimitName, number>> = { ...limits, clientEventsPerSecond, cacheS };
  return Object.fromEntries(names.map((name) => [name, String(numbers[name])])) as LimitTexts;
}

/** What was typed, as numbers; what is empty is as usual. The first field that is no number, if there is one. */
export function readLimits(texts: LimitTexts): { readonly read: ReadLimits } | { readonly fault: LimitName } {
  const fault = names.find((name) => !shapeOf(name).test(texts[name].trim()));
  if (fault !== undefined) return { fault };
  const number = (name: LimitName) => Number(texts[name].trim() || usual[name]);
  const limits = Object.fromEntries(ofLimits.map((name) => [name, number(name)])) as unknown as AppLimits;
  return { read: { limits, clientEventsPerSecond: number('clientEventsPerSecond'), cacheS: number('cacheS') } };
}

/** Once in two seconds is 0.5. */
function shapeOf(name: LimitName): RegExp {
  return name === 'clientEventsPerSecond' ? /^(?:(?=.*[1-9])\d{1,6}(?:\.\d{1,6})?)?$/ : /^([1-9]\d{0,8})?$/;
}

/** Every limit of an app; the usual ones are those of the hosted service. */
export function AppLimitFields({
  texts,
  fault,
  onChange,
}: {
  texts: LimitTexts;
  fault: LimitName | null;
  onChange: (texts: LimitTexts) => void;
}) {
  const t = useWords('settings');
  return (
    <fieldset className={own.limits}>
      <legend className={styles.name}>{t('apps.limits')}</legend>
      {names.map((name) => (
        <TextInput
          key={name}
          label={t(`apps.limit.${name}`)}
          value={texts[name]}
          placeholder={String(usual[name])}
          fault={fault === name ? t(name === 'clientEventsPerSecond' ? 'apps.fault.rate' : 'apps.fault.number') : ''}
          onChange={(text) => onChange({ ...texts, [name]: text })}
        />
      ))}
    </fieldset>
  );
}
