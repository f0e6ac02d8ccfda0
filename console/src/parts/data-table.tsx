import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import {
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  functionalUpdate,
  rowSelectionFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type ReactTable,
  type Row,
} from '@tanstack/react-table';
import { useTranslation } from 'react-i18next';
import classes from './data-table.module.css';
import { useKeys, useListKeys } from './keys.ts';
import type { TableMemory } from './table-memory.ts';

const features = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
  rowSelectionFeature,
});
type Features = typeof features;

/** A column of a `DataTable`. */
export interface DataColumn<Item> {
  id: string;
  title: string;
  /** Pixels, until somebody draws it wider. */
  size: number;
  /** Figures stand to the right. */
  isFigure?: boolean;
  cell: (item: Item) => ReactNode;
}

interface DataTableProps<Item extends object> {
  /** For screen readers. */
  label: string;
  columns: readonly DataColumn<Item>[];
  items: readonly Item[];
  idOf: (item: Item) => string;
  memory: TableMemory;
  remember: (change: Partial<TableMemory>) => void;
  /** Left out, both: rows are not chosen. */
  selected?: ReadonlySet<string>;
  select?: (ids: ReadonlySet<string>) => void;
  open: (item: Item) => void;
  /** The end of what is loaded comes into sight. */
  onEnd?: () => void;
  /** Below the last row, e.g. that more is on its way. */
  foot?: ReactNode;
}

const rowHeight = 46;
const selectSize = 44;
const nobody: ReadonlySet<string> = new Set();

const useDataTable = <Item extends object>(props: DataTableProps<Item>) => {
  const { columns, items, idOf, memory, remember, selected = nobody, select } = props;
  const defs = columns.map(({ id, title, size, cell }): ColumnDef<Features, Item> => ({
    id,
    header: title,
    size,
    minSize: 64,
    maxSize: 900,
    cell: ({ row }) => cell(row.original),
  }));
  const rowSelection = Object.fromEntries([...selected].map((id) => [id, true as const]));
  return useTable({
    features,
    columns: defs,
    data: items as Item[],
    getRowId: idOf,
    columnResizeMode: 'onChange',
    state: { columnSizing: memory.sizes, columnVisibility: memory.shown, rowSelection },
    onColumnSizingChange: (update) => remember({ sizes: functionalUpdate(update, memory.sizes) }),
    onColumnVisibilityChange: (update) => remember({ shown: functionalUpdate(update, memory.shown) }),
    onRowSelectionChange: (update) => {
      const next = functionalUpdate(update, rowSelection);
      select?.(new Set(Object.keys(next)));
    },
  });
};

/**
 * A table of any length: rows are drawn as they come into sight. Columns can be drawn wider; rows chosen (`x`), walked (`j`, `k`) and
 * opened (`Enter`, a click).
 */
export const DataTable = <Item extends object>(props: DataTableProps<Item>) => {
  const { label, columns, open, onEnd, foot } = props;
  const isChosen = props.select !== undefined;
  const table = useDataTable(props);
  const { rows } = table.getRowModel();
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 14,
  });
  const { index } = useListKeys({
    count: rows.length,
    open: (at) => rows[at] && open(rows[at].original),
    reveal: (at) => virtual.scrollToIndex(at),
  });
  useKeys({ x: index < 0 || !isChosen ? undefined : () => rows[index]?.toggleSelected() });
  const drawn = virtual.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - 40) onEnd?.();
  }, [last, rows.length, onEnd]);
  const sizes = table.getVisibleLeafColumns().map((column) => column.getSize());
  const tracks = sizes.map((size) => `minmax(${String(size)}px, ${String(size)}fr)`);
  const template = [...(isChosen ? [`${String(selectSize)}px`] : []), ...tracks].join(' ');
  const figures = new Set(columns.filter(({ isFigure }) => isFigure).map(({ id }) => id));
  return (
    <div ref={frame} className={classes.frame}>
      <div
        role="table"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        className={classes.table}
        style={{ '--columns': template } as CSSProperties}
      >
        <Head table={table} figures={figures} isChosen={isChosen} />
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {drawn.map(({ index: at, start }) => {
            const row = rows[at];
            if (row === undefined) return null;
            return (
              <BodyRow
                key={row.id}
                row={row}
                at={at}
                start={start}
                isActive={at === index}
                figures={figures}
                isChosen={isChosen}
                open={open}
              />
            );
          })}
        </div>
      </div>
      {foot}
    </div>
  );
};

const Head = <Item extends object>({
  table,
  figures,
  isChosen,
}: {
  table: ReactTable<Features, Item>;
  figures: ReadonlySet<string>;
  isChosen: boolean;
}) => {
  const { t } = useTranslation('parts');
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.row}>
        {isChosen && (
          <span role="columnheader" className={classes.cell}>
            <Checkbox
              size="xs"
              aria-label={t('table.selectAll')}
              checked={table.getIsAllRowsSelected()}
              indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
              onChange={table.getToggleAllRowsSelectedHandler()}
            />
          </span>
        )}
        {table.getFlatHeaders().map((header) => (
          <span
            key={header.id}
            role="columnheader"
            className={classes.cell}
            data-figure={figures.has(header.column.id) || undefined}
          >
            <span className={classes.title}>{String(header.column.columnDef.header)}</span>
            <span
              className={classes.handle}
              aria-hidden
              onMouseDown={header.getResizeHandler()}
              onTouchStart={header.getResizeHandler()}
              onDoubleClick={() => header.column.resetSize()}
            />
          </span>
        ))}
      </div>
    </div>
  );
};

const BodyRow = <Item extends object>({
  row,
  at,
  start,
  isActive,
  figures,
  isChosen,
  open,
}: {
  row: Row<Features, Item>;
  at: number;
  start: number;
  isActive: boolean;
  figures: ReadonlySet<string>;
  isChosen: boolean;
  open: (item: Item) => void;
}) => {
  const { t } = useTranslation('parts');
  return (
    // Opened by the keys of the table and by the link in the row; the click beside it is a convenience.
    <div
      role="row"
      aria-rowindex={at + 2}
      className={classes.row}
      data-active={isActive || undefined}
      data-selected={row.getIsSelected() || undefined}
      style={{ transform: `translateY(${String(start)}px)` }}
      onClick={(event) => {
        if (!(event.target as Element).closest('a, button, input, label')) open(row.original);
      }}
    >
      {isChosen && (
        <span role="cell" className={classes.cell}>
          <Checkbox
            size="xs"
            aria-label={t('table.select')}
            checked={row.getIsSelected()}
            onChange={row.getToggleSelectedHandler()}
          />
        </span>
      )}
      {row.getVisibleCells().map((cell) => (
        <span
          key={cell.id}
          role="cell"
          className={classes.cell}
          data-figure={figures.has(cell.column.id) || undefined}
        >
          {(cell.column.columnDef.cell as (context: unknown) => ReactNode)(cell.getContext())}
        </span>
      ))}
    </div>
  );
};
