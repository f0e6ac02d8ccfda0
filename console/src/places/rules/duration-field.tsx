import { NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { durationUnits, readDuration, writeDuration, type Duration } from './durations.ts';
import classes from './rules.module.css';

/** How long: a count and its unit. What was written in a form that these do not say stays until it is changed. */
export const DurationField = ({
  label,
  value,
  change,
}: {
  label: string;
  value: string;
  change: (written: string) => void;
}) => {
  const { t } = useTranslation('rules');
  const { count, unit }: Duration = readDuration(value) ?? { count: 0, unit: 'hours' };
  return (
    <div className={classes.line}>
      <NumberInput
        label={label}
        min={0}
        max={9_999}
        allowDecimal={false}
        w={120}
        value={count}
        onChange={(typed) => change(writeDuration({ count: typeof typed === 'number' ? typed : 0, unit }))}
      />
      <NativeSelect
        aria-label={t('durations.unit', { of: label })}
        data={durationUnits.map((one) => ({ value: one, label: t(`durations.names.${one}`) }))}
        value={unit}
        onChange={(event) => {
          const chosen = durationUnits.find((one) => one === event.currentTarget.value);
          if (chosen !== undefined) change(writeDuration({ count, unit: chosen }));
        }}
      />
    </div>
  );
};
