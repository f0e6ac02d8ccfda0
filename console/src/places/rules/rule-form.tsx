import { Button, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../parts/use-order.ts';
import { ActionFields } from './action-fields.tsx';
import { CapFields } from './cap-fields.tsx';
import { ConditionFields } from './condition-fields.tsx';
import type { FormPart } from './form-part.ts';
import { lastRule } from './groups.ts';
import { saveDraft, seenOf, type Seen } from './orders.ts';
import { Outdated } from './outdated.tsx';
import { errorsAt, isOutdated, missingIn, refusedOf, useProblemWords, type Problem } from './problems.ts';
import { refresh, type Condition, type Rule, type RuleType, type Trigger } from './queries.ts';
import { freeId } from './rule-id.ts';
import { Locked } from './locked.tsx';
import { typeOfRule } from './rule-type.ts';
import classes from './rules.module.css';
import { ScheduleFields } from './schedule-fields.tsx';
import { Sentence } from './sentence.tsx';
import { intoSight } from './into-sight.ts';
import { forget, keep, keptOf } from './unsaved.ts';
import { useWords } from './use-words.ts';

interface FormProps {
  /** Under which name what is typed is kept. */
  memory: string;
  /** As it is stored; null: a new one. */
  stored: Trigger | null;
  /** What the form begins with. */
  first: Rule;
  all: readonly Trigger[];
  types: readonly RuleType[];
  close: () => void;
  saved: (rule: Trigger) => void;
}

/** The draft of a rule while somebody writes it: kept while one looks elsewhere, saved as what they began from. */
const useDraft = ({ memory, stored, first, all, types, close, saved }: FormProps) => {
  const { t } = useTranslation('rules');
  const [{ rule, seen }, setDraft] = useState(
    () => keptOf(memory) ?? { rule: first, seen: stored && seenOf(stored) },
  );
  const [missing, setMissing] = useState<readonly Problem[]>([]);
  const order = useOrder({
    send: saveDraft,
    refresh,
    said: t('saved'),
    after: (answer) => {
      forget(memory);
      saved(answer);
    },
    isToldThere: (problem) => isOutdated(problem) || refusedOf(problem).length > 0,
  });
  const set = (next: Rule, from: Seen | null = seen): void => {
    // What was said about is changed: it is looked at again when it is saved.
    setMissing([]);
    if (refusedOf(order.error).length > 0) order.reset();
    setDraft({ rule: next, seen: from });
    keep(memory, { rule: next, seen: from });
  };
  const type = typeOfRule(rule, types);
  const takesNone = ({ field, op }: Condition): boolean =>
    type?.fields.find((one) => one.field === field)?.operators.find((one) => one.op === op)?.value === null;
  const fresh = (): Seen => ({ id: freeId(rule.name, new Set(all.map(({ id }) => id))), rev: 0 });
  const save = (over: Seen | null = seen): void => {
    const found = missingIn(rule, takesNone);
    setMissing(found);
    order.reset();
    if (found.length > 0) return;
    const to = over ?? fresh();
    // A new rule keeps its id: sent again after a lost answer it is the same rule, not a second one.
    setDraft({ rule, seen: to });
    keep(memory, { rule, seen: to });
    order.mutate({ seen: to, rule });
  };
  const leave = (): void => {
    forget(memory);
    close();
  };
  // Of a new one: what is there under its id already.
  const there = stored ?? all.find(({ id }) => id === seen?.id) ?? null;
  const apart = stored === null ? () => save(fresh()) : null;
  return {
    rule,
    there,
    apart,
    type,
    set,
    save,
    leave,
    order,
    problems: [...missing, ...refusedOf(order.error)],
  };
};

/** Writes a draft with what its type offers; what is refused is said beside the field, and what was typed stays. */
export const RuleForm = (props: FormProps) => {
  const { t } = useTranslation('rules');
  const { types } = props;
  const { rule, there, apart, type, set, save, leave, order, problems } = useDraft(props);
  const wordsOf = useProblemWords();
  const errorAt = errorsAt(problems, wordsOf);
  if (type === undefined) return <Text size="sm">{t('unknownType')}</Text>;
  const part = { rule, type, errorAt, change: (to: Partial<Rule>) => set({ ...rule, ...to }) };
  const theirs = there === null ? null : lastRule(there);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="md">
        <NameFields {...part} />
        {rule.on === 'schedule' ? <ScheduleFields {...part} types={types} /> : <OnType {...part} />}
        <ConditionFields key={type.fields.map(({ field }) => field).join(' ')} {...part} />
        <ActionFields {...part} />
        <CapFields {...part} />
        <Locked locked={type.locked} />
        <section className={classes.card} aria-label={t('reads')}>
          <Text size="sm" fw={650}>
            {t('reads')}
          </Text>
          <Sentence rule={rule} />
        </section>
        {problems.length > 0 && <Refused problems={problems} />}
        {isOutdated(order.error) && there !== null && theirs !== null && (
          <Outdated
            theirs={theirs}
            mine={rule}
            apart={apart}
            replace={() => save(seenOf(there))}
            take={() => {
              order.reset();
              set(theirs, seenOf(there));
            }}
          />
        )}
        <div className={classes.foot}>
          <Button type="submit" loading={order.isPending}>
            {t('save')}
          </Button>
          <Button variant="default" onClick={leave}>
            {t('close')}
          </Button>
        </div>
      </Stack>
    </form>
  );
};

const NameFields = ({ rule, change, errorAt }: FormPart) => {
  const { t } = useTranslation('rules');
  return (
    <>
      <TextInput
        label={t('name')}
        maxLength={120}
        value={rule.name}
        error={errorAt('name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {rule.on !== 'schedule' && (
        <NumberInput
          label={t('priority')}
          description={t('priorityText')}
          min={1}
          max={100}
          clampBehavior="strict"
          allowDecimal={false}
          w={260}
          value={rule.priority}
          error={errorAt('priority')}
          onChange={(value) => typeof value === 'number' && change({ priority: value })}
        />
      )}
    </>
  );
};

const OnType = ({ rule }: FormPart) => {
  const { t } = useTranslation('rules');
  const { type: typeOf } = useWords();
  return (
    <fieldset className={classes.fields}>
      <legend>{t('lead.when')}</legend>
      <Text size="sm">{t('told.on', { type: typeOf(rule.on) })}</Text>
    </fieldset>
  );
};

/** All that is wrong at the foot as well, where the button is. */
const Refused = ({ problems }: { problems: readonly Problem[] }) => {
  const { t } = useTranslation('rules');
  const wordsOf = useProblemWords();
  return (
    <div ref={intoSight} className={classes.notice} role="alert">
      <Text size="sm" fw={600}>
        {t('refused')}
      </Text>
      <ul>
        {[...new Set(problems.map(({ message }) => wordsOf(message)))].map((said) => (
          <li key={said}>{said}</li>
        ))}
      </ul>
    </div>
  );
};
