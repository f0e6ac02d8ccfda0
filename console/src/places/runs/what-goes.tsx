import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatCount, formatQuantity } from '../../parts/amount.ts';
import { Facts } from '../../parts/facts.tsx';
import { useMay } from '../../parts/me.ts';
import { useLanguage } from '../../parts/use-language.ts';
import { useNow } from '../../parts/when.tsx';
import { costOf } from './cost.ts';
import { DayText } from './day-text.tsx';
import { pricesQuery, type Run } from './queries.ts';
import { countOf } from './states.ts';

/** What would go with the start: how many letters, in which languages, on paper or not, until when, for how much. */
export const WhatGoes = ({ run }: { run: Run }) => {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const letters = countOf(run, 'ready');
  const { data: prices } = useQuery({ ...pricesQuery, enabled: useMay('costs:read') });
  const today = useNow().toISOString().slice(0, 10);
  const cost = prices === undefined ? null : costOf(letters, prices, today);
  const languages = Object.entries(run.languages)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${t(`languages.${name}`)} ${formatCount(count, language)}`);
  return (
    <Facts
      facts={[
        [t('goes.letters'), formatCount(letters, language)],
        [t('goes.languages'), languages.join(' · ')],
        [t('goes.paper'), t(run.hasDocument ? 'goes.withPaper' : 'goes.withoutPaper')],
        [
          t('goes.deadline'),
          run.replyDeadline === null ? t('goes.deadlineAuto') : <DayText key="day" day={run.replyDeadline} />,
        ],
        [
          t('goes.cost'),
          cost !== null &&
            t(prices?.isEstimate === true ? 'goes.costEstimate' : 'goes.costText', {
              amount: formatQuantity(cost, prices?.currency ?? '', language),
              currency: prices?.currency,
            }),
        ],
        [t('goes.staying'), formatCount(countOf(run, 'error', 'excluded'), language)],
      ]}
    />
  );
};
