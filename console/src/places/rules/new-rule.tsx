import { Stack, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemState } from '../../parts/states.tsx';
import { lastRule } from './groups.ts';
import type { Rule, RuleType, Trigger } from './queries.ts';
import { RuleForm } from './rule-form.tsx';
import { useGo } from './use-go.ts';
import { useWords } from './use-words.ts';

const route = getRouteApi('/frame/rules');

/** A rule that is on nothing yet: the first thing its type may do. */
const freshRule = ({ type, actions }: RuleType): Rule => ({
  name: '',
  on: type,
  when: [],
  then: [actions.includes('task') ? { do: 'task', role: 'staff', urgent: false } : { do: 'nothing' }],
  priority: 50,
  ...(type === 'schedule'
    ? {
        schedule: { every: 'month', day: 'last_business', at: '10:00', move: 'next' },
        customers: 'none',
      }
    : {}),
});

/** What the product does stands below every rule; a copy of it is to be looked at before it. */
const copied = (from: Trigger, name: string): Rule | null => {
  const rule = lastRule(from);
  return rule === null ? null : { ...rule, name, priority: from.shipped ? 50 : rule.priority };
};

/** A new rule, as another one says or on a type of event that has none. Nothing is stored before it is saved. */
export const NewRule = ({ all, types }: { all: readonly Trigger[]; types: readonly RuleType[] }) => {
  const { t } = useTranslation('rules');
  const { type: typeOf } = useWords();
  const { copy, fresh } = route.useSearch();
  const go = useGo();
  const from = all.find(({ id }) => id === copy);
  const freshType = types.find(({ type }) => type === fresh);
  const rule =
    from === undefined
      ? freshType && freshRule(freshType)
      : copied(from, t('new.copyOf', { name: from.shipped ? typeOf(from.on) : from.name }));
  if (rule === undefined || rule === null) return <ProblemState problem={null} />;
  return (
    <Stack gap="lg">
      <Title order={2} fz={18} pr={36}>
        {t('new.heading', { type: typeOf(rule.on) })}
      </Title>
      <RuleForm
        memory={`new ${copy ?? fresh ?? ''}`}
        stored={null}
        first={rule}
        all={all}
        types={types}
        close={() => go(copy === undefined || from?.shipped === true ? {} : { rule: copy })}
        saved={({ id }) => go({ rule: id })}
      />
    </Stack>
  );
};
