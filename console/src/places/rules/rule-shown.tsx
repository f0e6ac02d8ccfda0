import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/when.tsx';
import { Dates } from './dates.tsx';
import { Locked } from './locked.tsx';
import { Part } from './part.tsx';
import type { Rule, Trigger } from './queries.ts';
import { RuleOrders } from './rule-orders.tsx';
import type { OpenRule } from './open-rule.ts';
import classes from './rules.module.css';
import { Sentence } from './sentence.tsx';
import { By } from './by.tsx';
import { Warnings } from './warnings.tsx';

/** What counts, the draft beside it, what to look at, when it acts next, and what no rule can change. */
export const RuleShown = ({ rule, all, types }: OpenRule) => {
  const { t } = useTranslation('rules');
  const { published, draft, warnings = [] } = rule;
  return (
    <Stack gap="lg">
      <Stack gap="sm">
        <Warnings warnings={warnings} />
        <div className={classes.cards}>
          {published !== null && (
            <Card
              title={rule.shipped ? t('card.shipped') : t('card.used', { version: published.version })}
              rule={published.rule}
            >
              {published.at !== null && (
                <>
                  <When at={published.at} full /> · <By name={published.by} />
                </>
              )}
            </Card>
          )}
          {draft !== null && (
            <Card title={t('card.draft')} rule={draft.rule} isDraft>
              <When at={draft.at} full /> · <By name={draft.by} />
            </Card>
          )}
        </div>
        {published === null && draft === null && <Text size="sm">{t('card.none')}</Text>}
        {rule.shipped && (
          <Text size="sm" c="dimmed">
            {t('card.shippedText')}
          </Text>
        )}
      </Stack>
      <RuleOrders rule={rule} all={all} types={types} />
      <Reach rule={rule} />
      <Dates rule={rule} />
      <Order rule={rule} all={all} />
      <Locked locked={rule.locked} />
    </Stack>
  );
};

const Card = ({
  title,
  rule,
  isDraft = false,
  children,
}: {
  title: string;
  rule: Rule;
  isDraft?: boolean;
  children: ReactNode;
}) => (
  <section className={classes.card} data-draft={isDraft || undefined} aria-label={title}>
    <div>
      <Text size="sm" fw={650}>
        {title}
      </Text>
      <Text size="xs" c="dimmed">
        {children}
      </Text>
    </div>
    <Sentence rule={rule} />
  </section>
);

/** Whom it would ask or tell, by the books of this moment: of the draft where there is one. */
const Reach = ({ rule: { reach } }: Pick<OpenRule, 'rule'>) => {
  const { t } = useTranslation('rules');
  if (reach === undefined) return null;
  const { customers, reached, stopped, looked, whole } = reach;
  const parts = [
    t('reach.reached', { count: reached }),
    ...(stopped === 0 ? [] : [t('reach.stopped', { count: stopped })]),
  ];
  return (
    <Part title={t('reach.title')}>
      <Text size="sm">
        {t('reach.customers', { count: customers })} {parts.join(' · ')}.
      </Text>
      {!whole && (
        <Text size="xs" c="dimmed">
          {t('reach.part', { count: looked })}
        </Text>
      )}
    </Part>
  );
};

/** Which rules on the type are looked at before this one, and which after it. */
const Order = ({ rule, all }: Pick<OpenRule, 'rule' | 'all'>) => {
  const { t } = useTranslation('rules');
  if (rule.on === 'schedule') return null;
  const own = all.filter(
    ({ on, shipped, published, id }) => on === rule.on && !shipped && (published !== null || id === rule.id),
  );
  const priorityOf = ({ draft, priority, shipped }: Trigger): number =>
    shipped ? 0 : (draft?.rule.priority ?? priority);
  const listed = own.toSorted(
    (one, other) => priorityOf(other) - priorityOf(one) || (one.id < other.id ? -1 : 1),
  );
  return (
    <Part title={t('order.title')}>
      <Text size="sm" c="dimmed" mb={6}>
        {t('order.text')}
      </Text>
      <ol className={classes.plain}>
        {listed.map((one) => (
          <li key={one.id}>
            <Text size="sm" fw={one.id === rule.id ? 650 : 400}>
              {priorityOf(one)} · {one.name}
            </Text>
          </li>
        ))}
        <li>
          <Text size="sm" fw={rule.shipped ? 650 : 400}>
            {t('order.last')}
          </Text>
        </li>
      </ol>
    </Part>
  );
};
