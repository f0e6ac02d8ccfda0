import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../parts/use-order.ts';
import { changeRow, type Run, type RunRow } from './queries.ts';

/** Before the start: correct a row, leave it out or take it in again, or look at it anew after the books were corrected. */
export const RowActions = ({ run, row, edit }: { run: Run; row: RunRow; edit: () => void }) => {
  const { t } = useTranslation('runs');
  const order = useOrder({ send: changeRow, refresh: [['runs']], said: null });
  const isOut = row.state === 'excluded';
  const send = (change: { excluded?: boolean }): void => order.mutate({ id: run.id, n: row.n, change });
  return (
    <Group gap="xs">
      {!isOut && (
        <Button size="compact-sm" onClick={edit}>
          {t('correct')}
        </Button>
      )}
      {row.state === 'error' && (
        <Button size="compact-sm" variant="default" loading={order.isPending} onClick={() => send({})}>
          {t('lookAgain')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        disabled={order.isPending}
        onClick={() => send({ excluded: !isOut })}
      >
        {t(isOut ? 'takeIn' : 'leaveOut')}
      </Button>
    </Group>
  );
};
