import { SegmentedControl, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../../api/client.ts';
import { useMay } from '../../parts/me.ts';
import { PhoneMessage } from '../../parts/phone-message.tsx';
import type { Run } from './queries.ts';
import classes from './runs.module.css';

const languages = ['tr', 'en', 'ar'] as const;
type LetterLanguage = (typeof languages)[number];

const templateQuery = (name: string, language: LetterLanguage) =>
  queryOptions({
    queryKey: ['templates', 'of-letters', name, language],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/templates/{name}/{language}', { params: { path: { name, language } }, signal })),
    staleTime: 5 * 60_000,
  });

/** The template a letter of this run goes by, outside the 24 hours of a chat. */
const templateOf = ({ kind, hasDocument }: Run): string =>
  `${kind === 'babs' ? 'babs' : 'recon'}_letter_ready${hasDocument ? '' : '_nodoc'}_v1`;

/** The message as the phone shows it, in each language the letters are in, with values of an example. */
export const LetterPreview = ({ run }: { run: Run }) => {
  const { t } = useTranslation('runs');
  const used = languages.filter((one) => (run.languages[one] ?? 0) > 0);
  const [chosen, choose] = useState<LetterLanguage>('tr');
  const language = used.includes(chosen) ? chosen : (used[0] ?? 'tr');
  const { data } = useQuery({
    ...templateQuery(templateOf(run), language),
    enabled: useMay('templates:read'),
  });
  if (data === undefined) return null;
  const own = data.versions.find(({ version }) => version === data.inUse);
  return (
    <section className={classes.card} aria-label={t('letter.title')}>
      <h2>{t('letter.title')}</h2>
      {used.length > 1 && (
        <SegmentedControl
          size="xs"
          mb="sm"
          aria-label={t('letter.language')}
          data={used.map((value) => ({ value, label: t(`languages.${value}`) }))}
          value={language}
          onChange={(value) => choose(languages.find((one) => one === value) ?? 'tr')}
        />
      )}
      <PhoneMessage
        label={t('letter.title')}
        body={own?.body ?? data.body}
        values={new Map(data.parameters.map(({ name, sample }) => [name, sample]))}
        document={data.header === null ? null : t('letter.file')}
        buttons={data.buttons}
        language={language}
      />
      <Text size="xs" c="dimmed" mt="xs">
        {t(run.hasDocument ? 'letter.textPaper' : 'letter.text')}
      </Text>
    </section>
  );
};
