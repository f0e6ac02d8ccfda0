import { Button, Select, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './audit.module.css';
import { actions, searchOf } from './filter.ts';
import type { AuditFilter } from './queries.ts';
import { useWho } from './use-who.ts';

/** Who, what, with what, since when. All of it stands in the address. */
export const AuditFilterBar = ({
  filter,
  setFilter,
}: {
  filter: AuditFilter;
  setFilter: (filter: AuditFilter) => void;
}) => {
  const { t } = useTranslation('audit');
  const { people, nameOf } = useWho();
  const [subject, setSubject] = useState(filter.subject ?? '');
  const change = (part: Partial<Record<keyof AuditFilter, string | null>>): void =>
    setFilter(searchOf({ ...filter, subject: subject.trim(), ...part }));
  const known = ['system', 'anonymous', ...people.map(({ id }) => id)];
  const who = filter.who === undefined || known.includes(filter.who) ? known : [...known, filter.who];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change({});
  };
  return (
    <form className={classes.filters} role="search" onSubmit={submit}>
      <Select
        aria-label={t('columns.who')}
        placeholder={t('columns.who')}
        data={who.map((value) => ({ value, label: nameOf(value) }))}
        value={filter.who ?? null}
        onChange={(next) => change({ who: next })}
        clearable
        searchable
        w={200}
      />
      <Select
        aria-label={t('columns.what')}
        placeholder={t('columns.what')}
        data={actions.map((value) => ({ value, label: t(`actions.${value}`) }))}
        value={filter.action ?? null}
        onChange={(action) => change({ action })}
        clearable
        searchable
        w={240}
      />
      <TextInput
        aria-label={t('columns.subject')}
        placeholder={t('subjectId')}
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
        onBlur={() => subject !== (filter.subject ?? '') && change({})}
        w={220}
      />
      <TextInput
        type="date"
        aria-label={t('since')}
        title={t('since')}
        value={filter.since ?? ''}
        onChange={(event) => change({ since: event.currentTarget.value })}
        w={160}
      />
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" color="gray" onClick={() => setFilter({})}>
          {t('clear')}
        </Button>
      )}
      <button type="submit" hidden />
    </form>
  );
};
