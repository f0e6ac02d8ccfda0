import { NativeSelect, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fieldOf, withField } from './mapping.ts';
import type { Columns, Mapping, RunKind } from './queries.ts';
import classes from './runs.module.css';

const ofDeclarations = new Set(['form', 'documents']);
const ofBalances = new Set(['debit', 'credit', 'side', 'unit']);

/** Each column of the file with what stands in it, and what it is taken for: corrected by a person. */
export const ColumnMap = ({
  columns: { columns, fields },
  kind,
  mapping,
  change,
}: {
  columns: Columns;
  kind: RunKind;
  mapping: Mapping;
  change: (mapping: Mapping) => void;
}) => {
  const { t } = useTranslation('runs');
  const unfit = kind === 'babs' ? ofBalances : ofDeclarations;
  const choices = [
    { value: '', label: t('columns.notRead') },
    ...fields.filter((field) => !unfit.has(field)).map((value) => ({ value, label: t(`fields.${value}`) })),
  ];
  return (
    <Table.ScrollContainer minWidth={560} className={classes.tableFrame}>
      <Table verticalSpacing={6} className={classes.mapping}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.header')}</Table.Th>
            <Table.Th>{t('columns.samples')}</Table.Th>
            <Table.Th>{t('columns.is')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map(({ header, samples }, column) => {
            const name = header === '' ? t('columns.unnamed', { n: column + 1 }) : header;
            const field = fieldOf(mapping, column);
            return (
              <Table.Tr key={String(column)} data-unread={field === null || undefined}>
                <Table.Th scope="row">
                  <bdi>{name}</bdi>
                </Table.Th>
                <Table.Td className={classes.samples}>
                  {samples
                    .filter((one) => one !== '')
                    .slice(0, 3)
                    .map((sample, index) => (
                      <bdi key={`${sample}${String(index)}`}>{sample}</bdi>
                    ))}
                </Table.Td>
                <Table.Td w={230}>
                  <NativeSelect
                    size="xs"
                    aria-label={t('columns.isOf', { header: name })}
                    data={choices}
                    value={field ?? ''}
                    onChange={(event) => {
                      const chosen = fields.find((one) => one === event.currentTarget.value) ?? null;
                      change(withField(mapping, column, chosen));
                    }}
                  />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};
