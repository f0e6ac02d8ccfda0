import { Stack, Tabs, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { ItemSkeleton, ProblemState } from '../../parts/states.tsx';
import { DryRunPart } from './dry-run.tsx';
import { lastRule } from './groups.ts';
import type { OpenRule } from './open-rule.ts';
import { ruleQuery } from './queries.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleShown } from './rule-shown.tsx';
import classes from './rules.module.css';
import { ShadowPart } from './shadow.tsx';
import { StateTags } from './state-tags.tsx';
import { useGo } from './use-go.ts';
import { useWords } from './use-words.ts';
import { Versions } from './versions.tsx';
import { tabs } from './views.ts';

const route = getRouteApi('/frame/rules');

/** One rule: what it says, what would come of it, what came of it in the shadow, and what it was. */
export const RulePanel = ({ id, all, types }: { id: string } & Omit<OpenRule, 'rule'>) => {
  const { t } = useTranslation('rules');
  const { type: typeOf } = useWords();
  const { data: rule, isPending, error, refetch } = useQuery(ruleQuery(id));
  const { tab } = route.useSearch();
  const mayWrite = useMay('triggers:write');
  if (isPending) return <ItemSkeleton />;
  if (rule === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  return (
    <Stack gap="lg">
      <Stack gap={6}>
        <Title order={2} fz={18} pr={36}>
          {rule.shipped ? `${typeOf(rule.on)} · ${t('shippedName')}` : rule.name}
        </Title>
        <div className={classes.marks}>
          <StateTags rule={rule} />
          <Text span className={classes.id}>
            {rule.id}
          </Text>
        </div>
      </Stack>
      {tab === 'edit' && mayWrite && !rule.shipped ? (
        <Editing rule={rule} all={all} types={types} />
      ) : (
        <Looking rule={rule} all={all} types={types} />
      )}
    </Stack>
  );
};

const Editing = ({ rule, all, types }: OpenRule) => {
  const go = useGo();
  const first = lastRule(rule);
  if (first === null) return null;
  const back = (): void => go({ rule: rule.id });
  return (
    <RuleForm
      memory={rule.id}
      stored={rule}
      first={first}
      all={all}
      types={types}
      close={back}
      saved={back}
    />
  );
};

const Looking = (open: OpenRule) => {
  const { t } = useTranslation('rules');
  const { tab = 'rule' } = route.useSearch();
  const go = useGo();
  const { rule } = open;
  const isDated = rule.on === 'schedule';
  // A rule of dates has no events to be tried on, and what the product does has neither shadow nor versions.
  const offered = tabs.filter((one) => {
    if (one === 'edit') return false;
    if (one === 'try') return !isDated;
    if (one === 'shadow') return !rule.shipped && !isDated;
    return one === 'rule' || !rule.shipped;
  });
  const shown = offered.find((one) => one === tab) ?? 'rule';
  return (
    <Tabs
      value={shown}
      onChange={(value) => {
        const chosen = tabs.find((one) => one === value);
        go({ rule: rule.id, ...(chosen === undefined || chosen === 'rule' ? {} : { tab: chosen }) });
      }}
      keepMounted={false}
    >
      <Tabs.List mb="md">
        {offered.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {t(`tabs.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="rule">
        <RuleShown {...open} />
      </Tabs.Panel>
      <Tabs.Panel value="try">
        <DryRunPart rule={rule} />
      </Tabs.Panel>
      <Tabs.Panel value="shadow">
        <ShadowPart rule={rule} />
      </Tabs.Panel>
      <Tabs.Panel value="versions">
        <Versions rule={rule} />
      </Tabs.Panel>
    </Tabs>
  );
};
