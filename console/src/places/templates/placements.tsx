import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../parts/facts.tsx';
import { Tag } from '../../parts/tag.tsx';
import { When } from '../../parts/when.tsx';
import { WordDiff } from '../../parts/word-diff.tsx';
import { Part } from './part.tsx';
import type { Placed, Template } from './queries.ts';
import { standingOf, toneOfStanding } from './shown.ts';
import classes from './templates.module.css';

/** How each name of the template stands on each account, and why. */
export const Placements = ({ template: { platform } }: { template: Template }) => {
  const { t } = useTranslation('templates');
  return (
    <Part title={t('placements')}>
      <Stack gap="sm">
        {platform.length === 0 && <Text size="sm">{t('noAccount')}</Text>}
        {platform.map((placed) => (
          <Placement key={`${placed.accountId}${placed.name}`} placed={placed} />
        ))}
      </Stack>
    </Part>
  );
};

const Placement = ({ placed }: { placed: Placed }) => {
  const { t } = useTranslation('templates');
  const { name, version, inUse, status, since, category, comingCategory, quality } = placed;
  return (
    <div className={classes.placed}>
      <Group gap={8}>
        <Text size="sm" fw={600}>
          {version === null ? t('productWords') : t('version', { version })}
        </Text>
        <Tag tone={toneOfStanding[standingOf(placed)]}>{t(`statuses.${status}`)}</Tag>
        {inUse && <Tag tone="info">{t('inUse')}</Tag>}
      </Group>
      <Why placed={placed} />
      <Facts
        facts={[
          [
            t('platformName'),
            <span key="name" className={classes.name}>
              {name}
            </span>,
          ],
          [t('category'), t(`categories.${category}`)],
          [t('comingCategory'), comingCategory !== null && t(`categories.${comingCategory}`)],
          [t('quality'), quality !== 'unknown' && t(`qualities.${quality}`)],
          [t('since'), since !== null && <When key="since" at={since} full />],
        ]}
      />
      {placed.differences.map(({ field, ours, theirs }) => (
        <div key={field}>
          <Text size="sm" fw={550}>
            {t('differs', { field: t(`fieldNames.${field}`, { defaultValue: field }) })}
          </Text>
          <WordDiff before={ours ?? ''} after={theirs ?? ''} />
        </div>
      ))}
    </div>
  );
};

/** Why it was refused or waits, in our words and those of the platform. */
const Why = ({
  placed: { status, reason, advice, submission, category, comingCategory },
}: {
  placed: Placed;
}) => {
  const { t } = useTranslation('templates');
  const isRefused = status !== 'approved' && reason !== null && reason !== 'NONE';
  const isMarketing = category === 'marketing' || comingCategory === 'marketing';
  if (!isRefused && advice === null && submission === null && !isMarketing) return null;
  return (
    <div className={classes.notice}>
      {isRefused && <p>{t(`reasons.${reason}`, { defaultValue: t('reasons.other', { code: reason }) })}</p>}
      {advice !== null && (
        <p>
          {t('advice')} <bdi>“{advice}”</bdi>
        </p>
      )}
      {isMarketing && <p>{t('marketing')}</p>}
      {submission !== null && (
        <p>
          {t(`submissions.${submission.state}`)}
          {submission.problem !== null && (
            <> {t(`causes.${submission.problem.cause}`, { defaultValue: t('causes.other') })}</>
          )}
          {submission.problem?.explanation && (
            <>
              {' '}
              <bdi>“{submission.problem.explanation}”</bdi>
            </>
          )}
          {submission.nextAt !== null && (
            <>
              {' '}
              {t('nextAt')} <When at={submission.nextAt} full />
            </>
          )}
        </p>
      )}
    </div>
  );
};
