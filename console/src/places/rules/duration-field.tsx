import { NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { durationUnits, typedOf, writeTyped, type Typed } from './durations.ts';
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
  // As it was typed: 60 minutes do not become an hour under the hand, and an emptied count keeps its unit.
  const [kept, keep] = useState<Typed | null>(null);
  const typed = typedOf(value, kept);
  const set = (to: Partial<Typed>): void => {
    const next = { ...typed, ...to };
    keep(next);
    change(writeTyped(next));
  };
  return (
    <div className={classes.line}>
      <NumberInput
        label={label}
        min={0}
        max={9_999}
        allowDecimal={false}
        w={120}
        value={typed.count}
        onChange={(count) => set({ count: typeof count === 'number' ? count : '' })}
      />
      <NativeSelect
        aria-label={t('durations.unit', { of: label })}
        data={durationUnits.map((one) => ({ value: one, label: t(`durations.names.${one}`) }))}
        value={typed.unit}
        onChange={(event) => {
          const unit = durationUnits.find((one) => one === event.currentTarget.value);
          if (unit !== undefined) set({ unit });
        }}
      />
    </div>
  );
};
