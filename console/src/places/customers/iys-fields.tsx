import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './customers.module.css';
import { iysSources, iysStatuses, withStatus, type TypedIys } from './iys.ts';

/** What the registry of commercial messages has of the number; null: it has nothing, as far as was reported. */
export const IysFields = ({
  iys,
  change,
}: {
  iys: TypedIys | null;
  change: (iys: TypedIys | null) => void;
}) => {
  const { t } = useTranslation('customers');
  // «No entry», chosen and taken back, loses nothing that was typed.
  const [last, keep] = useState(iys);
  const isTurned = iys !== null && iys.recordedAt !== '' && iys.recordedAt < iys.saidAt;
  return (
    <div>
      <div className={classes.two}>
        <NativeSelect
          label={t('iys.title')}
          data={[
            { value: '', label: t('iys.none') },
            ...iysStatuses.map((value) => ({ value, label: t(`iys.statuses.${value}`) })),
          ]}
          value={iys?.status ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const status = iysStatuses.find((one) => one === value);
            if (iys !== null) keep(iys);
            change(status === undefined ? null : withStatus(status, iys ?? last));
          }}
        />
        {iys !== null && (
          <>
            <NativeSelect
              label={t('iys.source')}
              data={iysSources.map((value) => ({ value, label: t(`iys.sources.${value}`) }))}
              value={iys.source}
              onChange={({ currentTarget: { value } }) => {
                const source = iysSources.find((one) => one === value);
                if (source !== undefined) change({ ...iys, source });
              }}
            />
            <TextInput
              type="datetime-local"
              label={t('iys.saidAt')}
              required
              value={iys.saidAt}
              onChange={(event) => change({ ...iys, saidAt: event.currentTarget.value })}
            />
            <TextInput
              type="datetime-local"
              label={t('iys.recordedAt')}
              required
              value={iys.recordedAt}
              error={isTurned && t('iys.turned')}
              onChange={(event) => change({ ...iys, recordedAt: event.currentTarget.value })}
            />
          </>
        )}
      </div>
      <Text size="xs" c="dimmed" mt={4}>
        {t('iys.text')}
      </Text>
    </div>
  );
};
