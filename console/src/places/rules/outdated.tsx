import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { WordDiff } from '../../parts/word-diff.tsx';
import { intoSight } from './into-sight.ts';
import type { Rule } from './queries.ts';
import classes from './rules.module.css';
import { useToldWhole } from './use-told.ts';

/** What somebody else made of the rule beside what was typed: whoever replaces it has seen it. */
export const Outdated = ({
  theirs,
  mine,
  replace,
  take,
  apart,
}: {
  theirs: Rule;
  mine: Rule;
  replace: () => void;
  take: () => void;
  /** Saves it as a rule of its own; null: it is no new one. */
  apart: (() => void) | null;
}) => {
  const { t } = useTranslation('rules');
  const whole = useToldWhole();
  return (
    <div ref={intoSight} className={classes.notice} role="alert">
      <Text size="sm" fw={600}>
        {t(apart === null ? 'outdated.title' : 'outdated.taken')}
      </Text>
      <Text size="sm">{t('outdated.text')}</Text>
      <WordDiff before={whole(theirs)} after={whole(mine)} />
      <Group gap="xs" mt={8}>
        <Button size="compact-sm" variant="default" onClick={replace}>
          {t('outdated.replace')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={take}>
          {t('outdated.take')}
        </Button>
        {apart !== null && (
          <Button size="compact-sm" variant="default" onClick={apart}>
            {t('outdated.apart')}
          </Button>
        )}
      </Group>
    </div>
  );
};
