import { NativeSelect, NumberInput, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DurationField } from './duration-field.tsx';
import type { FormPart } from './form-part.ts';
import { isTell, timingOf } from './rule-type.ts';
import classes from './rules.module.css';
import { FieldError } from './field-error.tsx';

/** No more than so many messages of the rule in a time. */
export const CapFields = ({ rule, type, change, errorAt }: FormPart) => {
  const { t } = useTranslation('rules');
  const cap = rule.cap ?? null;
  if (cap === null && (!timingOf(rule, type).includes('cap') || !rule.then.some(isTell))) return null;
  return (
    <fieldset className={classes.fields}>
      <legend>{t('cap.title')}</legend>
      <Switch
        label={t('cap.on')}
        description={t('cap.text')}
        checked={cap !== null}
        onChange={(event) =>
          change({
            cap: event.currentTarget.checked ? { per: 'contact', at_most: 3, within: 'P1D' } : null,
          })
        }
      />
      {cap !== null && (
        <div className={classes.inner}>
          <div className={classes.line}>
            <NumberInput
              label={t('cap.atMost')}
              min={1}
              max={100}
              clampBehavior="strict"
              allowDecimal={false}
              w={120}
              value={cap.at_most}
              onChange={(value) => typeof value === 'number' && change({ cap: { ...cap, at_most: value } })}
            />
            <NativeSelect
              label={t('cap.per')}
              data={[
                { value: 'contact', label: t('cap.contact') },
                { value: 'customer', label: t('cap.customer') },
              ]}
              value={cap.per}
              onChange={(event) =>
                change({
                  cap: { ...cap, per: event.currentTarget.value === 'customer' ? 'customer' : 'contact' },
                })
              }
            />
          </div>
          <DurationField
            label={t('cap.within')}
            value={cap.within}
            change={(within) => change({ cap: { ...cap, within } })}
          />
        </div>
      )}
      <FieldError said={errorAt('cap')} />
    </fieldset>
  );
};
