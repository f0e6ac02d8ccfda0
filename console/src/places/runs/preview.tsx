import { Anchor, Button, Text } from '@mantine/core';
import { ArrowDownTrayIcon } from '@heroicons/react/24/outline';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { useLanguage } from '../../parts/use-language.ts';
import { LetterPreview } from './letter-preview.tsx';
import { filePaths, type Run } from './queries.ts';
import classes from './runs.module.css';
import { countOf } from './states.ts';
import { SumsTable } from './sums-table.tsx';
import { WhatGoes } from './what-goes.tsx';

const route = getRouteApi('/frame/runs/$id');

/** Before the start: what goes, what cannot and why, what it is about, and what people will see. */
export const Preview = ({ run }: { run: Run }) => {
  const { t } = useTranslation('runs');
  return (
    <div className={classes.preview}>
      <div className={classes.previewLeft}>
        <section className={classes.card} aria-label={t('goes.title')}>
          <h2>{t('goes.title')}</h2>
          <WhatGoes run={run} />
          {run.reading?.sides === 'by_sign' && (
            <Text size="xs" c="dimmed" mt="sm">
              {t('bySign')}
            </Text>
          )}
        </section>
        <Problems run={run} />
        <SumsTable run={run} />
      </div>
      <LetterPreview run={run} />
    </div>
  );
};

/** Why rows cannot go, the most frequent first. */
const Problems = ({ run }: { run: Run }) => {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const { id } = route.useParams();
  const errors = countOf(run, 'error');
  const problems = Object.entries(run.problems).sort(([, a], [, b]) => b - a);
  return (
    <section className={classes.card} aria-label={t('wrong.title')}>
      <h2>{t('wrong.title')}</h2>
      {errors === 0 ? (
        <Text size="sm">{t('wrong.none')}</Text>
      ) : (
        <>
          <Text size="sm">
            <Anchor
              underline="always"
              component={Link}
              to="/runs/$id"
              params={{ id } as never}
              search={{ state: 'error' } as never}
            >
              {t('wrong.rows', { count: errors, shown: formatCount(errors, language) })}
            </Anchor>{' '}
            {t('wrong.text')}
          </Text>
          <ul className={classes.problems}>
            {problems.map(([problem, count]) => (
              <li key={problem}>
                <span className="tabular">{formatCount(count, language)}</span>
                {t(`problems.${problem}`, { defaultValue: problem })}
              </li>
            ))}
          </ul>
          <Button
            component="a"
            href={filePaths.errors(run.id, language)}
            download
            size="compact-sm"
            variant="default"
            leftSection={<ArrowDownTrayIcon width={16} />}
          >
            {t('wrong.download')}
          </Button>
        </>
      )}
    </section>
  );
};
