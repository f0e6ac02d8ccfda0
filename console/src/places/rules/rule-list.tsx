import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useListKeys } from '../../parts/keys.ts';
import { shownRule, type Group } from './groups.ts';
import type { Trigger } from './queries.ts';
import classes from './rules.module.css';
import { StateTags } from './state-tags.tsx';
import { useTold } from './use-told.ts';
import { useWords } from './use-words.ts';

const rowId = (id: string): string => `rule-${id}`;

/** Each type of event with its rules, in the order in which they are looked at. */
export const RuleList = ({
  groups,
  openId,
  open,
}: {
  groups: readonly Group[];
  openId: string | undefined;
  open: (id: string) => void;
}) => {
  const { type: typeOf } = useWords();
  const rows = groups.flatMap(({ rules }) => rules);
  const { index } = useListKeys({
    count: rows.length,
    open: (at) => rows[at] && open(rows[at].id),
    reveal: (at) => document.getElementById(rowId(rows[at]?.id ?? ''))?.scrollIntoView({ block: 'nearest' }),
  });
  return groups.map(({ type, rules }) => (
    <section key={type} className={classes.group} aria-label={typeOf(type)}>
      <h2 className={classes.groupTitle}>{typeOf(type)}</h2>
      <ul className={classes.list}>
        {rules.map((rule) => (
          <li key={rule.id}>
            <Row
              rule={rule}
              isActive={rows[index] === rule}
              isOpen={rule.id === openId}
              open={() => open(rule.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  ));
};

const Row = ({
  rule,
  isActive,
  isOpen,
  open,
}: {
  rule: Trigger;
  isActive: boolean;
  isOpen: boolean;
  open: () => void;
}) => {
  const { t } = useTranslation('rules');
  const told = useTold();
  const shown = shownRule(rule);
  const [, ...lines] = shown === null ? [] : told(shown);
  return (
    <UnstyledButton
      id={rowId(rule.id)}
      className={classes.row}
      data-active={isActive || undefined}
      aria-current={isOpen ? 'true' : undefined}
      onClick={open}
    >
      <span className={classes.what}>
        <span className={classes.title}>{rule.shipped ? t('shippedName') : rule.name}</span>
        <span className={classes.short}>
          {lines
            .filter(({ isInner }) => isInner !== true)
            .map(({ text }) => text)
            .join(' → ')}
        </span>
      </span>
      <span className={classes.marks}>
        <StateTags rule={rule} />
      </span>
    </UnstyledButton>
  );
};
