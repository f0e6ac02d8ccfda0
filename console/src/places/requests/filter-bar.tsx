import { ActionIcon, Button, Group, Popover, Select, TextInput } from '@mantine/core';
import { BookmarkIcon, XMarkIcon } from '@heroicons/react/24/outline';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { dues, filterOf, kinds, states, type Filter } from './filter.ts';
import classes from './requests-page.module.css';
import { ViewButton } from './view-button.tsx';
import { givenViews, isSameFilter, useViews } from './views.ts';

interface FilterProps {
  filter: Filter;
  setFilter: (filter: Filter) => void;
}

/** Views to choose from, then what narrows the list further. All of it stands in the address. */
export const FilterBar = ({ filter, setFilter }: FilterProps) => {
  const { t } = useTranslation('requests');
  const { views, save, remove } = useViews();
  const given = givenViews.map((view) => ({
    name: view.name,
    label: t(`views.${view.name}`),
    filter: view.filter,
  }));
  const known = [...given, ...views].some((view) => isSameFilter(view.filter, filter));
  return (
    <>
      <Group gap={6} wrap="wrap" role="group" aria-label={t('views.title')}>
        {given.map((view) => (
          <ViewButton
            key={view.name}
            isOn={isSameFilter(view.filter, filter)}
            onClick={() => setFilter(view.filter)}
          >
            {view.label}
          </ViewButton>
        ))}
        {views.map((view) => (
          <Group key={view.name} gap={0} wrap="nowrap">
            <ViewButton isOn={isSameFilter(view.filter, filter)} onClick={() => setFilter(view.filter)}>
              {view.name}
            </ViewButton>
            <ActionIcon
              size="sm"
              onClick={() => remove(view.name)}
              aria-label={t('views.remove', { name: view.name })}
            >
              <XMarkIcon width={14} height={14} />
            </ActionIcon>
          </Group>
        ))}
        {!known && <SaveView save={(name) => save({ name, filter })} />}
      </Group>
      <Narrow key={JSON.stringify(filter)} filter={filter} setFilter={setFilter} />
    </>
  );
};

const Narrow = ({ filter, setFilter }: FilterProps) => {
  const { t } = useTranslation('requests');
  const [customer, setCustomer] = useState(filter.customer ?? '');
  const [reference, setReference] = useState(filter.reference ?? '');
  const change = (part: Partial<Record<keyof Filter, string | null>>): void =>
    setFilter(filterOf({ ...filter, customer, reference, ...part }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change({});
  };
  return (
    <form className={classes.filters} onSubmit={submit} role="search">
      <Select
        aria-label={t('columns.kind')}
        placeholder={t('columns.kind')}
        data={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        value={filter.kind ?? null}
        onChange={(kind) => change({ kind })}
        clearable
        w={150}
      />
      <Select
        aria-label={t('columns.state')}
        placeholder={t('columns.state')}
        data={states.map((value) => ({ value, label: t(`states.${value}`) }))}
        value={filter.state ?? null}
        onChange={(state) => change({ state })}
        clearable
        w={140}
      />
      <Select
        aria-label={t('columns.due')}
        placeholder={t('columns.due')}
        data={dues.map((value) => ({ value, label: t(`dues.${value}`) }))}
        value={filter.due ?? null}
        onChange={(due) => change({ due })}
        clearable
        w={170}
      />
      <TextInput
        aria-label={t('customerRef')}
        placeholder={t('customerRef')}
        value={customer}
        onChange={(event) => setCustomer(event.currentTarget.value)}
        onBlur={() => customer !== (filter.customer ?? '') && change({})}
        w={150}
      />
      <TextInput
        aria-label={t('columns.reference')}
        placeholder={t('columns.reference')}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
        onBlur={() => reference !== (filter.reference ?? '') && change({})}
        w={170}
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

/** Gives what the list is narrowed to a name. */
const SaveView = ({ save }: { save: (name: string) => void }) => {
  const { t } = useTranslation('requests');
  const [name, setName] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    save(name.trim());
    setIsOpen(false);
    setName('');
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} trapFocus withArrow position="bottom-start">
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<BookmarkIcon width={16} />}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t('views.save')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Group gap="xs" align="flex-end">
            <TextInput
              label={t('views.name')}
              value={name}
              maxLength={40}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit">{t('views.keep')}</Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
};
