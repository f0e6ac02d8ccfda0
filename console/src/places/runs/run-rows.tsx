import { Text, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Split } from '../../parts/split.tsx';
import { ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { useTableMemory } from '../../parts/table-memory.ts';
import { useLanguage } from '../../parts/use-language.ts';
import { useRowColumns } from './row-columns.tsx';
import { RowPanel } from './row-panel.tsx';
import { rowsQuery, type Run, type RunRow } from './queries.ts';
import classes from './runs.module.css';
import { rowStateOf, rowStates, toneOfRow, type RowState } from './states.ts';

const route = getRouteApi('/frame/runs/$id');

/** The letters of a run, narrowed to a state; one of them beside the list. */
export const RunRows = ({ run }: { run: Run }) => {
  const { t } = useTranslation('runs');
  const { state: wanted, row: openRow } = route.useSearch();
  const navigate = route.useNavigate();
  const state = rowStateOf(wanted);
  const rows = useInfiniteQuery(rowsQuery(run.id, state));
  const items = useMemo(() => rows.data?.pages.flatMap((page) => page.data) ?? [], [rows.data]);
  const open = (n: number | null): void =>
    void navigate({
      search: ({ row: _before, ...rest }) => (n === null ? rest : { ...rest, row: n }),
    });
  return (
    <section className={classes.rows} aria-label={t('rows')}>
      <StateFilter
        run={run}
        state={state}
        choose={(next) => void navigate({ search: next === null ? {} : { state: next }, replace: true })}
      />
      {rows.isPending && <ListSkeleton rows={10} height={38} />}
      {rows.data === undefined && rows.error !== null && (
        <ProblemState problem={rows.error} retry={() => void rows.refetch()} />
      )}
      {rows.data !== undefined && (
        <Split
          label={t('row')}
          close={() => open(null)}
          list={
            items.length === 0 ? (
              <Text size="sm" c="dimmed" py="xl" ta="center">
                {t('noRows')}
              </Text>
            ) : (
              <Rows
                key={state ?? ''}
                items={items}
                open={({ n }) => open(n)}
                onEnd={() => {
                  if (rows.hasNextPage && !rows.isFetching && !rows.isFetchNextPageError)
                    void rows.fetchNextPage();
                }}
              />
            )
          }
          panel={
            openRow === undefined ? null : (
              <RowPanel key={openRow} run={run} n={openRow} row={items.find(({ n }) => n === openRow)} />
            )
          }
        />
      )}
    </section>
  );
};

/** All of them, or one state; how many each has. */
const StateFilter = ({
  run,
  state,
  choose,
}: {
  run: Run;
  state: RowState | null;
  choose: (state: RowState | null) => void;
}) => {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const shown = rowStates.filter((one) => one === state || (run.counts[one] ?? 0) > 0);
  return (
    <div className={classes.filters} role="group" aria-label={t('filter')}>
      <UnstyledButton className={classes.chip} aria-pressed={state === null} onClick={() => choose(null)}>
        {t('allRows')} <span className="tabular">{formatCount(run.rows, language)}</span>
      </UnstyledButton>
      {shown.map((one) => (
        <UnstyledButton
          key={one}
          className={classes.chip}
          aria-pressed={one === state}
          onClick={() => choose(one)}
        >
          <i data-tone={toneOfRow(one)} data-state={one} aria-hidden />
          {t(`states.${one}`)} <span className="tabular">{formatCount(run.counts[one] ?? 0, language)}</span>
        </UnstyledButton>
      ))}
    </div>
  );
};

/** Of a head and so many rows. */
const heightOf = (rows: number): string => `${String(42 + 46 * rows)}px`;

const Rows = ({
  items,
  open,
  onEnd,
}: {
  items: readonly RunRow[];
  open: (row: RunRow) => void;
  onEnd: () => void;
}) => {
  const { t } = useTranslation('runs');
  const [memory, remember] = useTableMemory('run-rows');
  return (
    <div className={classes.table} style={{ '--rows-height': heightOf(items.length) } as CSSProperties}>
      <DataTable<RunRow>
        label={t('rows')}
        columns={useRowColumns()}
        items={items}
        idOf={({ n }) => String(n)}
        memory={memory}
        remember={remember}
        open={open}
        onEnd={onEnd}
      />
    </div>
  );
};
