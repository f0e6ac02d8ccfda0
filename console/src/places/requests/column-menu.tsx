import { Button, Checkbox, Menu, Stack } from '@mantine/core';
import { ViewColumnsIcon } from '@heroicons/react/24/outline';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '../../parts/data-table.tsx';
import type { TableMemory } from '../../parts/table-memory.ts';
import type { Request } from './filter.ts';

/** Which columns are shown; the first is always. */
export const ColumnMenu = ({
  columns,
  memory,
  remember,
}: {
  columns: readonly DataColumn<Request>[];
  memory: TableMemory;
  remember: (change: Partial<TableMemory>) => void;
}) => {
  const { t } = useTranslation('requests');
  return (
    <Menu closeOnItemClick={false} position="bottom-end" trapFocus>
      <Menu.Target>
        <Button variant="default" leftSection={<ViewColumnsIcon width={18} />}>
          {t('columnMenu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown p="sm">
        <Stack gap="xs">
          {columns.slice(1).map(({ id, title }) => (
            <Checkbox
              key={id}
              size="sm"
              label={title}
              checked={memory.shown[id] ?? true}
              onChange={(event) =>
                remember({ shown: { ...memory.shown, [id]: event.currentTarget.checked } })
              }
            />
          ))}
          <Button size="compact-sm" variant="subtle" onClick={() => remember({ sizes: {}, shown: {} })}>
            {t('resetColumns')}
          </Button>
        </Stack>
      </Menu.Dropdown>
    </Menu>
  );
};
