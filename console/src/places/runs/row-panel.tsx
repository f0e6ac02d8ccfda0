import { Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { DocumentTextIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountText } from '../../parts/amount-text.tsx';
import { Facts } from '../../parts/facts.tsx';
import { useMay } from '../../parts/me.ts';
import { RequestLines } from '../../parts/request-lines.tsx';
import { ItemSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useReason } from '../../parts/use-reason.ts';
import { When } from '../../parts/when.tsx';
import { DayText } from './day-text.tsx';
import { filePaths, rowQuery, type Run, type RunRow } from './queries.ts';
import { RowActions } from './row-actions.tsx';
import { RowForm } from './row-form.tsx';
import classes from './runs.module.css';
import { isChangeable, toneOfRow } from './states.ts';

/** One letter: what is wrong with it, what the file says, what is asked, what was answered. */
export const RowPanel = ({ run, n, row }: { run: Run; n: number; row: RunRow | undefined }) => {
  const query = useQuery({ ...rowQuery(run.id, n), enabled: row === undefined });
  const shown = row ?? query.data;
  if (shown !== undefined) return <Shown run={run} row={shown} />;
  if (query.isPending) return <ItemSkeleton />;
  return <ProblemState problem={query.error} retry={() => void query.refetch()} />;
};

const Shown = ({ run, row }: { run: Run; row: RunRow }) => {
  const { t } = useTranslation('runs');
  const [isEditing, setEditing] = useState(false);
  const mayChange = useMay('runs:write') && run.state === 'draft' && isChangeable(row.state);
  return (
    <Stack gap="lg">
      <Stack gap={6}>
        <Title order={2} fz={18} pr={36}>
          <bdi>{row.name ?? row.customerRef ?? t('unnamed', { n: row.n })}</bdi>
        </Title>
        <span>
          <Tag tone={toneOfRow(row.state)}>{t(`states.${row.state}`, { defaultValue: row.state })}</Tag>
        </span>
      </Stack>
      <Wrong row={row} />
      {mayChange && !isEditing && <RowActions run={run} row={row} edit={() => setEditing(true)} />}
      {isEditing ? <RowForm run={run} row={row} close={() => setEditing(false)} /> : <Balances row={row} />}
      <About run={run} row={row} />
      <Source row={row} />
    </Stack>
  );
};

const Wrong = ({ row: { state, problems, failure } }: { row: RunRow }) => {
  const { t } = useTranslation('runs');
  const words = [
    ...(state === 'error' ? problems.map((one) => t(`problems.${one}`, { defaultValue: one })) : []),
    ...(failure === null ? [] : [t(`failures.${failure}`, { defaultValue: failure })]),
  ];
  if (words.length === 0) return null;
  return (
    <List size="sm" spacing={4} className={classes.wrong}>
      {words.map((text) => (
        <List.Item key={text}>{text}</List.Item>
      ))}
    </List>
  );
};

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title}>
    <Title order={3} fz={14} mb={6}>
      {title}
    </Title>
    {children}
  </section>
);

const Balances = ({ row: { lines, outcome, babs } }: { row: RunRow }) => {
  const { t } = useTranslation('runs');
  const reasonOf = useReason();
  if (outcome !== null)
    return (
      <Part title={t('answer')}>
        <RequestLines lines={outcome.lines} />
        {outcome.reason !== null && (
          <Text size="sm" dir="auto" mt={6}>
            {t('reason')}: {reasonOf(outcome.reason)}
          </Text>
        )}
      </Part>
    );
  return (
    <Part title={t('columnNames.amounts')}>
      {lines.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('noBalances')}
        </Text>
      )}
      <ul className={classes.balances}>
        {lines.map((line) => (
          <li key={`${line.unit}${line.side}`}>
            <AmountText {...line} />
          </li>
        ))}
      </ul>
      {babs !== null && (
        <Text size="sm">
          {babs.form} · {t('documents', { count: babs.documents })}
        </Text>
      )}
    </Part>
  );
};

const About = ({ run, row }: { run: Run; row: RunRow }) => {
  const { t } = useTranslation('runs');
  const mayCustomers = useMay('customers:read');
  const mayRequests = useMay('requests:read');
  const { customerRef, requestId } = row;
  return (
    <Part title={t('about')}>
      <Facts
        facts={[
          [
            t('columnNames.ref'),
            customerRef !== null && mayCustomers && row.asked !== null ? (
              <Anchor
                key="customer"
                size="sm"
                href={`/console/customers?customer=${encodeURIComponent(customerRef)}`}
              >
                <bdi>{customerRef}</bdi>
              </Anchor>
            ) : (
              customerRef
            ),
          ],
          [t('columnNames.account'), row.accountNo],
          [
            t('columnNames.asked'),
            row.asked && `${row.asked.name} · ${t(`languages.${row.language ?? row.asked.language}`)}`,
          ],
          [t('periodEnd'), row.periodEnd && <DayText key="period" day={row.periodEnd} />],
          [
            t('letterNo'),
            row.letter &&
              `${row.letter.id}${row.letter.version > 1 ? ` (${String(row.letter.version)})` : ''}`,
          ],
          [t('sentAt'), row.handedAt && <When key="sent" at={row.handedAt} full />],
          [t('closedAt'), row.outcome?.closedAt && <When key="closed" at={row.outcome.closedAt} full />],
          [t('evidence'), row.outcome?.decisionId],
        ]}
      />
      <Group gap="xs" mt="sm">
        {requestId !== null && mayRequests && (
          <Button component="a" size="compact-sm" variant="default" href={`/console/requests/${requestId}`}>
            {t('toRequest')}
          </Button>
        )}
        {row.lines.length > 0 && row.asked !== null && (
          <Button
            component="a"
            size="compact-sm"
            variant="default"
            leftSection={<DocumentTextIcon width={16} />}
            href={filePaths.letter(run.id, row.n)}
            target="_blank"
            rel="noreferrer"
          >
            {t('toLetter')}
          </Button>
        )}
      </Group>
    </Part>
  );
};

/** The lines of the file as they stood there. */
const Source = ({ row: { source } }: { row: RunRow }) => {
  const { t } = useTranslation('runs');
  return (
    <Part title={t('source')}>
      <ul className={classes.balances}>
        {source.map(({ line, unit, amount, side, form }) => (
          <li key={`${String(line)}${unit}`}>
            <Text size="sm" className="tabular">
              {t('line', { line })}: <bdi>{[amount, unit, side, form].filter((one) => one).join(' · ')}</bdi>
            </Text>
          </li>
        ))}
      </ul>
    </Part>
  );
};
