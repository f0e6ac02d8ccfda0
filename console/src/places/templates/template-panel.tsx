import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../parts/tag.tsx';
import { When } from '../../parts/when.tsx';
import { NamedOrders } from './named-orders.tsx';
import { OwnWords } from './own-words.tsx';
import { Part } from './part.tsx';
import { Placements } from './placements.tsx';
import type { Template, TemplateLanguage } from './queries.ts';
import { standingOfAll, toneOfStanding, wordsOf } from './shown.ts';
import { TemplatePhone } from './template-phone.tsx';
import classes from './templates.module.css';
import { useTitleOf } from './title-of.ts';
import { UsedBy } from './used-by.tsx';

const order: readonly TemplateLanguage[] = ['tr', 'en', 'ar'];

/** One template in one of its languages: what a phone shows, how it stands on each account, and words of one's own. */
export const TemplatePanel = ({
  all,
  language,
  choose,
  open,
}: {
  /** The template in each of its languages. */
  all: readonly Template[];
  language: TemplateLanguage;
  choose: (language: TemplateLanguage) => void;
  /** Goes to another one; null: to none. */
  open: (name: string | null) => void;
}) => {
  const { t } = useTranslation('templates');
  const titleOf = useTitleOf();
  const spoken = all.toSorted((a, b) => order.indexOf(a.language) - order.indexOf(b.language));
  const template = spoken.find((one) => one.language === language) ?? spoken[0];
  if (template === undefined) return null;
  const standing = standingOfAll(template);
  return (
    <Stack gap="lg">
      <Stack gap={4}>
        <Title order={2} fz={18} pr={36}>
          {titleOf(template.name)}
        </Title>
        <Group gap={8}>
          <Tag tone={toneOfStanding[standing]}>{t(`standings.${standing}`)}</Tag>
          <Text size="xs" c="dimmed" className={classes.name}>
            {template.name}
          </Text>
        </Group>
      </Stack>
      <SegmentedControl
        aria-label={t('language')}
        data={spoken.map(({ language: value }) => ({ value, label: t(`languages.${value}`) }))}
        value={template.language}
        onChange={(value) => {
          const chosen = all.find((one) => one.language === value);
          if (chosen !== undefined) choose(chosen.language);
        }}
      />
      <TemplatePhone template={template} body={wordsOf(template)} />
      <UsedBy template={template} />
      <NamedOrders template={template} open={open} />
      <Placements template={template} />
      <OwnWords key={template.language} template={template} />
      <History template={template} />
    </Stack>
  );
};

const History = ({ template: { history } }: { template: Template }) => {
  const { t } = useTranslation('templates');
  if (history.length === 0) return null;
  return (
    <Part title={t('history.title')}>
      <ul className={classes.plain}>
        {history.map(({ what, version, at, by }) => (
          <li key={`${what}${String(version)}${at}`}>
            <Text size="sm">
              {t(`history.${what}`, { version })}{' '}
              <Text span size="xs" c="dimmed">
                <When at={at} full /> · <bdi>{by === 'system' ? t('system') : by}</bdi>
              </Text>
            </Text>
          </li>
        ))}
      </ul>
    </Part>
  );
};
