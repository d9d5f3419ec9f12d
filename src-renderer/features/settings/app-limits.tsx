import { type AppLimits, defaultAppOptions } from '../../../src-main/contract/app';
import { useWords } from '../../languages/use-words';
import { TextInput } from '../../ui/text-input';
import own from './app-limits.module.css';
import styles from './settings.module.css';

export type LimitTexts = Readonly<Record<keyof AppLimits, string>>;
const names = Object.keys(defaultAppOptions.limits) as (keyof AppLimits)[];

export function limitTexts(limits: AppLimits): LimitTexts {
  return Object.fromEntries(names.map((name) => [name, String(limits[name])])) as LimitTexts;
}

/** What was typed, as numbers; what is empty is as usual. null with the first field that is no number. */
export function readLimits(texts: LimitTexts): { readonly limits: AppLimits } | { readonly fault: keyof AppLimits } {
  const fault = names.find((name) => !/^([1-9]\d{0,8})?$/.test(texts[name].trim()));
  if (fault !== undefined) return { fault };
  const values = names.map((name) => [name, Number(texts[name].trim() || defaultAppOptions.limits[name])]);
  return { limits: Object.fromEntries(values) as AppLimits };
}

/** Every limit of an app; the usual ones are those of the hosted service. */
export function AppLimitFields({
  texts,
  fault,
  onChange,
}: {
  texts: LimitTexts;
  fault: keyof AppLimits | null;
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
          placeholder={String(defaultAppOptions.limits[name])}
          fault={fault === name ? t('apps.fault.number') : ''}
          onChange={(text) => onChange({ ...texts, [name]: text })}
        />
      ))}
    </fieldset>
  );
}
