import { Button, Text } from '@mantine/core';
import { BellAlertIcon, XCircleIcon } from '@heroicons/react/24/outline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { useMay } from '../../parts/me.ts';
import { useLanguage } from '../../parts/use-language.ts';
import type { Request } from './filter.ts';
import { OrderDialog } from './order-dialog.tsx';
import classes from './requests-page.module.css';

/** What can be done with those that are chosen. */
export const BulkBar = ({ chosen, clear }: { chosen: readonly Request[]; clear: () => void }) => {
  const { t } = useTranslation('requests');
  const shown = formatCount(chosen.length, useLanguage());
  const [verb, setVerb] = useState<'remind' | 'cancel' | null>(null);
  const mayWrite = useMay('requests:write');
  if (chosen.length === 0) return null;
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t('bulk.title')}>
      <Text size="sm" fw={600} mr="sm">
        {t('bulk.chosen', { shown })}
      </Text>
      {mayWrite && (
        <>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<BellAlertIcon width={16} />}
            onClick={() => setVerb('remind')}
          >
            {t('remind')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<XCircleIcon width={16} />}
            onClick={() => setVerb('cancel')}
          >
            {t('cancel')}
          </Button>
        </>
      )}
      <Button size="compact-sm" variant="subtle" onClick={clear}>
        {t('bulk.clear')}
      </Button>
      {verb !== null && (
        <OrderDialog
          verb={verb}
          requests={chosen}
          close={(isDone) => {
            setVerb(null);
            if (isDone) clear();
          }}
        />
      )}
    </div>
  );
};
