import { Button, Stack, Text } from '@mantine/core';
import { ArrowDownTrayIcon } from '@heroicons/react/24/outline';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../parts/facts.tsx';
import { When } from '../../parts/when.tsx';
import type { Request } from './filter.ts';
import { evidencePath } from './queries.ts';
import classes from './request-page.module.css';

/** The decision with its hashes, and the file that proves it outside this system. */
export const Proof = ({ request: { id, decision } }: { request: Request }) => {
  const { t } = useTranslation('requests');
  return (
    <Stack gap="sm" align="flex-start">
      {decision === null ? (
        <Text size="sm" c="dimmed">
          {t('noDecision')}
        </Text>
      ) : (
        <Facts
          facts={[
            [t('decidedAt'), <When key="at" at={decision.decidedAt} full />],
            [t('decidedBy'), decision.contactRef],
            [t('contentHash'), <Hash key="content" hash={decision.contentHash} />],
            [t('shownHash'), <Hash key="shown" hash={decision.shownHash} />],
          ]}
        />
      )}
      <Button
        component="a"
        href={evidencePath(id)}
        download={`evidence-${id}.json`}
        variant="default"
        leftSection={<ArrowDownTrayIcon width={18} />}
      >
        {t('download')}
      </Button>
    </Stack>
  );
};

const Hash = ({ hash }: { hash: string }) => <span className={classes.hash}>{hash}</span>;
