import { Progress as Bar, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { useLanguage } from '../../parts/use-language.ts';
import type { Run } from './queries.ts';

/** How many letters went, how fast, and how long it still takes. */
export const Progress = ({ progress }: { progress: NonNullable<Run['progress']> }) => {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const { handed, toGo, perMinute, secondsLeft } = progress;
  const left =
    secondsLeft < 90
      ? t('progress.seconds', { count: secondsLeft })
      : t('progress.minutes', { count: Math.ceil(secondsLeft / 60) });
  const [gone, all] = [handed, handed + toGo].map((count) => formatCount(count, language));
  return (
    <div>
      <Bar
        value={handed + toGo === 0 ? 100 : (100 * handed) / (handed + toGo)}
        size="md"
        animated={toGo > 0}
        aria-label={t('progress.title')}
      />
      <Text size="xs" c="dimmed" mt={4} className="tabular">
        {t('progress.text', { gone, all })}
        {toGo > 0 &&
          ` · ${t('progress.pace', { shown: formatCount(Math.round(perMinute), language) })} · ${left}`}
      </Text>
    </div>
  );
};
