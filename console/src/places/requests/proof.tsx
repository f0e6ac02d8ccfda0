import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DownloadMenu } from '../../parts/download-menu.tsx';
import { Facts } from '../../parts/facts.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { When } from '../../parts/when.tsx';
import type { Request } from './filter.ts';
import { evidencePath } from './queries.ts';
import classes from './request-page.module.css';
import { Verify } from './verify.tsx';

/** The decision with its hashes, and the file that proves it outside this system. */
export const Proof = ({ request: { id, decision } }: { request: Request }) => {
  const { t } = useTranslation('requests');
  const language = useLanguage();
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
      <Group gap="xs">
        <DownloadMenu
          label={t('download')}
          files={(['pdf', 'zip', 'json'] as const).map((format) => ({
            name: t(`evidence.${format}`),
            href: evidencePath(id, format, language),
          }))}
        />
        <Verify id={id} />
      </Group>
    </Stack>
  );
};

const Hash = ({ hash }: { hash: string }) => <span className={classes.hash}>{hash}</span>;
