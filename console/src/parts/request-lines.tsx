import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Shape } from '../api/shapes.ts';
import { AmountText, SideMark } from './amount-text.tsx';
import { difference, formatQuantity } from './amount.ts';
import classes from './request-lines.module.css';
import { Tag } from './tag.tsx';
import { useLanguage } from './use-language.ts';

type Line = Shape<'Request'>['lines'][number];

/** Per unit: our figure, what was answered, their figure and what lies between. Nothing is added across units. */
export const RequestLines = ({ lines }: { lines: readonly Line[] }) => {
  const { t } = useTranslation('parts');
  if (lines.length === 0) return null;
  const hasOwn = lines.some(({ own }) => own !== null);
  return (
    <Table.ScrollContainer minWidth={hasOwn ? 520 : 300} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table className={classes.lines}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('lines.unit')}</Table.Th>
            <Table.Th ta="right">{t('lines.ours')}</Table.Th>
            {hasOwn && <Table.Th ta="right">{t('lines.theirs')}</Table.Th>}
            {hasOwn && <Table.Th ta="right">{t('lines.difference')}</Table.Th>}
            <Table.Th>{t('lines.answer')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line, index) => (
            <LineRow key={`${line.unit}-${String(index)}`} line={line} hasOwn={hasOwn} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};

const LineRow = ({ line, hasOwn }: { line: Line; hasOwn: boolean }) => {
  const { t } = useTranslation(['parts', 'units']);
  const between = line.own === null ? null : difference(line, line.own);
  return (
    <Table.Tr>
      <Table.Td>{t(`units:name.${line.unit}`, { defaultValue: line.unit })}</Table.Td>
      <Table.Td ta="right">
        <AmountText {...line} bare />
      </Table.Td>
      {hasOwn && (
        <Table.Td ta="right">
          {line.own !== null && <AmountText {...line.own} unit={line.unit} bare />}
        </Table.Td>
      )}
      {hasOwn && (
        <Table.Td ta="right">
          {between !== null && <Between quantity={between.quantity} side={between.side} unit={line.unit} />}
        </Table.Td>
      )}
      <Table.Td>
        {line.answer === null ? (
          <Tag>{t('lines.none')}</Tag>
        ) : (
          <Tag tone={line.answer === 'agreed' ? 'good' : 'bad'}>{t(`lines.${line.answer}`)}</Tag>
        )}
      </Table.Td>
    </Table.Tr>
  );
};

const Between = ({ quantity, side, unit }: { quantity: string; side: 'B' | 'A'; unit: string }) => (
  <span className={classes.between}>
    {formatQuantity(quantity, unit, useLanguage())} <SideMark side={side} />
  </span>
);
