import { Anchor, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { ChevronLeftIcon } from '@heroicons/react/24/outline';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { useMe } from '../../parts/me.ts';
import { useNow } from '../../parts/when.tsx';
import { Page } from '../../parts/page.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { useOrder } from '../../parts/use-order.ts';
import { ColumnMap } from './column-map.tsx';
import { DropFile } from './drop-file.tsx';
import { lastMonthEnd } from './last-month-end.ts';
import { missingIn } from './mapping.ts';
import { makeRun, readColumns, type Columns, type Mapping, type RunKind } from './queries.ts';
import classes from './runs.module.css';
import { emptySettings, RunSettings, type Settings } from './run-settings.tsx';
import { Steps } from './steps.tsx';

/** Of a file and what it was read as. */
interface Table {
  file: File;
  columns: Columns;
  mapping: Mapping;
}

/** From a file to a run that can be looked at: nothing is sent, nothing is lost when one goes back. */
export const NewRunPage = () => {
  const { t } = useTranslation('runs');
  const [kind, setKind] = useState<RunKind>('current_account');
  const now = useNow();
  const { timeZone } = useMe().tenant;
  const [periodEnd, setPeriodEnd] = useState(() => lastMonthEnd(now, timeZone));
  const [table, setTable] = useState<Table | null>(null);
  const read = useOrder({
    send: readColumns,
    refresh: [],
    said: null,
    after: (columns, { file }) => setTable({ file, columns, mapping: columns.mapping }),
  });
  const open = (file: File | null, as: RunKind): void => {
    setTable(null);
    if (file !== null) read.mutate({ file, kind: as });
  };
  return (
    <Page title={t('new')}>
      <Group gap="sm" mt={-8}>
        <Anchor component={Link} to="/runs" size="sm" className={classes.back}>
          <ChevronLeftIcon width={16} height={16} aria-hidden />
          {t('title')}
        </Anchor>
      </Group>
      <Steps at={table === null ? 'file' : 'columns'} />
      <Stack gap="lg">
        <div className={classes.fields}>
          <NativeSelect
            label={t('kind')}
            data={(['current_account', 'babs'] as const).map((value) => ({
              value,
              label: t(`kinds.${value}`),
            }))}
            value={kind}
            onChange={(event) => {
              const next = event.currentTarget.value === 'babs' ? 'babs' : 'current_account';
              setKind(next);
              if (table !== null) open(table.file, next);
            }}
          />
          <TextInput
            type="date"
            label={t('periodEnd')}
            required
            value={periodEnd}
            onChange={(event) => setPeriodEnd(event.currentTarget.value)}
          />
        </div>
        <DropFile file={table?.file ?? null} isReading={read.isPending} choose={(file) => open(file, kind)} />
        {table !== null && (
          <Mapped
            table={table}
            kind={kind}
            periodEnd={periodEnd}
            change={(mapping) => setTable({ ...table, mapping })}
          />
        )}
      </Stack>
    </Page>
  );
};

/** The same table with the same settings, sent again after a lost answer, is the same run. */
const useKeyOf = () => {
  const [keys] = useState(() => new Map<string, string>());
  return (content: string): string => {
    const key = keys.get(content) ?? crypto.randomUUID();
    keys.set(content, key);
    return key;
  };
};

const Mapped = ({
  table: { file, columns, mapping },
  kind,
  periodEnd,
  change,
}: {
  table: Table;
  kind: RunKind;
  periodEnd: string;
  change: (mapping: Mapping) => void;
}) => {
  const { t } = useTranslation('runs');
  const navigate = useNavigate();
  const language = useLanguage();
  const keyOf = useKeyOf();
  const [settings, setSettings] = useState<Settings>(emptySettings);
  const missing = missingIn(mapping, kind);
  const make = useOrder({
    send: makeRun,
    refresh: [['runs']],
    said: null,
    after: ({ id }) => void navigate({ to: '/runs/$id', params: { id } }),
  });
  const submit = (): void => {
    const given = Object.entries(settings).filter(([, value]) => value.trim() !== '');
    const fields = { kind, periodEnd, mapping: JSON.stringify(mapping), ...Object.fromEntries(given) };
    make.mutate({
      file,
      fields,
      key: keyOf(JSON.stringify([fields, file.name, file.size, file.lastModified])),
    });
  };
  return (
    <>
      <Stack gap={6}>
        <Text size="sm">
          {t('columns.found', { count: columns.rows, shown: formatCount(columns.rows, language) })}{' '}
          {t(columns.isKept ? 'columns.kept' : 'columns.text')}
        </Text>
        <ColumnMap columns={columns} kind={kind} mapping={mapping} change={change} />
      </Stack>
      {missing.length > 0 && (
        <div className={classes.notice} role="status">
          <strong>{t('columns.missingTitle')}.</strong>{' '}
          {missing.map((field) => t(`columns.missing.${field}`)).join(' ')}
        </div>
      )}
      <RunSettings settings={settings} change={setSettings} />
      <Group gap="sm">
        <Button onClick={submit} loading={make.isPending} disabled={missing.length > 0 || periodEnd === ''}>
          {t('columns.go')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('columns.nothingSent')}
        </Text>
      </Group>
    </>
  );
};
