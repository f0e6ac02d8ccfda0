import { Button } from '@mantine/core';
import { BellAlertIcon, XCircleIcon } from '@heroicons/react/24/outline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import type { Request } from './filter.ts';
import { OrderDialog } from './order-dialog.tsx';

/** What can be ordered about an open request. */
export const RequestActions = ({ request }: { request: Request }) => {
  const { t } = useTranslation('requests');
  const [verb, setVerb] = useState<'remind' | 'cancel' | null>(null);
  if (!useMay('requests:write') || request.status === 'closed') return null;
  return (
    <>
      <Button leftSection={<BellAlertIcon width={18} />} onClick={() => setVerb('remind')}>
        {t('remind')}
      </Button>
      <Button variant="default" leftSection={<XCircleIcon width={18} />} onClick={() => setVerb('cancel')}>
        {t('cancel')}
      </Button>
      {verb !== null && <OrderDialog verb={verb} requests={[request]} close={() => setVerb(null)} />}
    </>
  );
};
