import {
  MultiSelect,
  NativeSelect,
  NumberInput,
  SegmentedControl,
  Switch,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldError } from './field-error.tsx';
import { partedBy } from './kept-conditions.ts';
import type { Condition, Rule, RuleType, Schedule } from './queries.ts';
import type { FormPart } from './form-part.ts';
import { typeOfRule } from './rule-type.ts';
import classes from './rules.module.css';
import { useWords } from './use-words.ts';

type Relative = Extract<Schedule, { relative: object }>;
type Fixed = Exclude<Schedule, Relative>;
type Monthly = Extract<Fixed, { every: 'month' | 'quarter' }>;

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const moves = ['next', 'previous', 'skip', 'none'] as const;
const kinds = ['day', 'week', 'month', 'quarter', 'relative'] as const;
type Kind = (typeof kinds)[number];

const kindOf = (schedule: Schedule): Kind => ('relative' in schedule ? 'relative' : schedule.every);

const firstOf = (kind: Kind, at: string, near: RuleType | undefined): Schedule => {
  const move = 'next' as const;
  switch (kind) {
    case 'day':
      return { every: 'day', at, move: 'none' };
    case 'week':
      return { every: 'week', days: ['monday'], at, move };
    case 'relative': {
      const field = near?.fields.find((one) => one.kind === 'date')?.field ?? '';
      return { relative: { of: near?.type ?? '', field, days: -3, business: true }, at };
    }
    default:
      return { every: kind, day: 'last_business', at, move };
  }
};

/** Dates of the calendar, or dates near one that events name. */
export const ScheduleFields = ({
  rule,
  change,
  errorAt,
  types,
}: FormPart & { types: readonly RuleType[] }) => {
  const { t } = useTranslation('rules');
  const [aside, setAside] = useState<readonly Condition[]>([]);
  const { schedule } = rule;
  if (schedule === undefined) return null;
  const near = types.filter(
    ({ type, audience, fields }) =>
      type !== 'schedule' &&
      (audience === 'customer' || audience === 'own') &&
      fields.some(({ kind }) => kind === 'date'),
  );
  /** A field that is not there any more cannot be asked about: what was typed of it comes back when it does. */
  const turn = (to: Partial<Rule>): void => {
    const fields = typeOfRule({ ...rule, ...to }, types)?.fields ?? [];
    const { when, kept } = partedBy([...rule.when, ...aside], fields);
    setAside(kept);
    change({ ...to, when });
  };
  const set = (to: Schedule): void => turn({ schedule: to });
  return (
    <fieldset className={classes.fields}>
      <legend>{t('lead.when')}</legend>
      <SegmentedControl
        aria-label={t('schedule.kind')}
        data={kinds.map((kind) => ({ value: kind, label: t(`schedule.kinds.${kind}`) }))}
        value={kindOf(schedule)}
        onChange={(value) => {
          const kind = kinds.find((one) => one === value);
          if (kind === undefined) return;
          // Whom a date near an event's is for, the event says.
          turn({
            schedule: firstOf(kind, schedule.at, near[0]),
            customers: kind === 'relative' ? undefined : (rule.customers ?? 'none'),
          } as Partial<Rule>);
        }}
      />
      {'relative' in schedule ? (
        <RelativeFields schedule={schedule} near={near} set={set} />
      ) : (
        <FixedFields schedule={schedule} set={set} />
      )}
      <div className={classes.line}>
        <TextInput
          label={t('schedule.at')}
          type="time"
          value={schedule.at}
          onChange={(event) => set({ ...schedule, at: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('schedule.move')}
          data={moves.map((move) => ({ value: move, label: t(`schedule.moves.${move}`) }))}
          value={
            schedule.move ?? ('relative' in schedule && schedule.relative.days < 0 ? 'previous' : 'next')
          }
          onChange={(event) => {
            const move = moves.find((one) => one === event.currentTarget.value);
            if (move !== undefined) set({ ...schedule, move });
          }}
        />
      </div>
      {!('relative' in schedule) && <ForWhom rule={rule} change={turn} errorAt={errorAt} />}
      <FieldError said={errorAt('schedule')} />
    </fieldset>
  );
};

const FixedFields = ({ schedule, set }: { schedule: Fixed; set: (to: Schedule) => void }) => {
  const { t } = useTranslation('rules');
  if (schedule.every === 'day') return null;
  if (schedule.every === 'week')
    return (
      <MultiSelect
        label={t('schedule.onDays')}
        data={weekdays.map((day) => ({ value: day, label: t(`schedule.weekdays.${day}`) }))}
        value={schedule.days}
        onChange={(chosen) => set({ ...schedule, days: weekdays.filter((day) => chosen.includes(day)) })}
      />
    );
  return (
    <div className={classes.line}>
      <DayField schedule={schedule} set={set} />
      {schedule.every === 'month' && (
        <MultiSelect
          label={t('schedule.inMonths')}
          placeholder={schedule.months === undefined ? t('schedule.allMonths') : ''}
          style={{ flex: '1 1 200px' }}
          data={Array.from({ length: 12 }, (_unused, at) => ({
            value: String(at + 1),
            label: t(`schedule.months.${String(at + 1)}`),
          }))}
          value={(schedule.months ?? []).map(String)}
          onChange={(chosen) => {
            const { months: _before, ...rest } = schedule;
            set(
              chosen.length === 0 ? rest : { ...rest, months: chosen.map(Number).toSorted((a, b) => a - b) },
            );
          }}
        />
      )}
    </div>
  );
};

const named = ['first_business', 'last_business', 'last'] as const;
const nths = [1, 2, 3, 4, 5, 'last'] as const;

const DayField = ({ schedule, set }: { schedule: Monthly; set: (to: Schedule) => void }) => {
  const { t } = useTranslation('rules');
  const { day } = schedule;
  const kind = typeof day === 'number' ? 'number' : typeof day === 'string' ? day : 'nth';
  const to = (next: Monthly['day']): void => set({ ...schedule, day: next });
  return (
    <>
      <NativeSelect
        label={t('schedule.day')}
        data={[...named, 'number', 'nth'].map((one) => ({ value: one, label: t(`schedule.days.${one}`) }))}
        value={kind}
        onChange={({ currentTarget: { value } }) => {
          const word = named.find((one) => one === value);
          to(word ?? (value === 'number' ? 15 : { nth: 1, weekday: 'monday' }));
        }}
      />
      {typeof day === 'number' && (
        <NumberInput
          label={t('schedule.number')}
          min={1}
          max={31}
          clampBehavior="strict"
          allowDecimal={false}
          w={100}
          value={day}
          onChange={(value) => typeof value === 'number' && to(value)}
        />
      )}
      {typeof day === 'object' && (
        <>
          <NativeSelect
            label={t('schedule.nth')}
            data={nths.map((nth) => ({ value: String(nth), label: t(`schedule.nths.${String(nth)}`) }))}
            value={String(day.nth)}
            onChange={(event) => {
              const nth = nths.find((one) => String(one) === event.currentTarget.value);
              if (nth !== undefined) to({ ...day, nth });
            }}
          />
          <NativeSelect
            label={t('schedule.weekday')}
            data={weekdays.map((one) => ({ value: one, label: t(`schedule.weekdays.${one}`) }))}
            value={day.weekday}
            onChange={(event) => {
              const weekday = weekdays.find((one) => one === event.currentTarget.value);
              if (weekday !== undefined) to({ ...day, weekday });
            }}
          />
        </>
      )}
    </>
  );
};

const RelativeFields = ({
  schedule,
  near,
  set,
}: {
  schedule: Relative;
  near: readonly RuleType[];
  set: (to: Schedule) => void;
}) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  const { relative } = schedule;
  const dates =
    near.find(({ type }) => type === relative.of)?.fields.filter(({ kind }) => kind === 'date') ?? [];
  const change = (to: Partial<Relative['relative']>): void =>
    set({ ...schedule, relative: { ...relative, ...to } });
  return (
    <>
      <div className={classes.both}>
        <NativeSelect
          label={t('schedule.of')}
          data={near.map(({ type }) => ({ value: type, label: words.type(type) }))}
          value={relative.of}
          onChange={({ currentTarget: { value } }) => {
            const chosen = near.find(({ type }) => type === value);
            change({ of: value, field: chosen?.fields.find(({ kind }) => kind === 'date')?.field ?? '' });
          }}
        />
        <NativeSelect
          label={t('schedule.field')}
          data={dates.map(({ field }) => ({ value: field, label: words.field(field) }))}
          value={relative.field}
          onChange={(event) => change({ field: event.currentTarget.value })}
        />
      </div>
      <div className={classes.line}>
        <NumberInput
          label={t('schedule.daysAway')}
          min={0}
          max={366}
          clampBehavior="strict"
          allowDecimal={false}
          w={110}
          value={Math.abs(relative.days)}
          onChange={(value) =>
            typeof value === 'number' && change({ days: relative.days > 0 ? value : -value })
          }
        />
        <NativeSelect
          aria-label={t('schedule.direction')}
          data={(['before', 'after'] as const).map((one) => ({ value: one, label: t(`schedule.${one}`) }))}
          value={relative.days > 0 ? 'after' : 'before'}
          onChange={(event) =>
            change({
              days:
                event.currentTarget.value === 'after'
                  ? Math.max(1, Math.abs(relative.days))
                  : -Math.abs(relative.days),
            })
          }
        />
        <Switch
          label={t('schedule.business')}
          mb={6}
          checked={relative.business}
          onChange={(event) => change({ business: event.currentTarget.checked })}
        />
      </div>
    </>
  );
};

const ForWhom = ({
  rule: { customers = 'none' },
  change,
  errorAt,
}: Pick<FormPart, 'rule' | 'change' | 'errorAt'>) => {
  const { t } = useTranslation('rules');
  const kind = Array.isArray(customers) ? 'some' : customers;
  return (
    <>
      <NativeSelect
        label={t('lead.for')}
        data={(['none', 'all', 'some'] as const).map((one) => ({
          value: one,
          label: t(`schedule.customers.${one}`),
        }))}
        value={kind}
        error={Array.isArray(customers) ? undefined : errorAt('customers')}
        onChange={({ currentTarget: { value } }) => {
          if (value === 'none') change({ customers: 'none' });
          else change({ customers: value === 'all' ? 'all' : [] });
        }}
      />
      {Array.isArray(customers) && (
        <TagsInput
          label={t('schedule.which')}
          value={customers}
          error={errorAt('customers')}
          onChange={(all) => change({ customers: all })}
          acceptValueOnBlur
        />
      )}
    </>
  );
};
