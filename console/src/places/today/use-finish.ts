import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../parts/use-order.ts';
import { doUndoably } from '../../parts/undoable.tsx';
import { completeTask } from './queries.ts';

/** Finishes tasks: gone from the list at once, at the server some seconds later, until then to be taken back. */
export const useFinish = () => {
  const { t } = useTranslation('today');
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const queries = useQueryClient();
  const order = useOrder({ send: completeTask, refresh: [['tasks'], ['requests']], said: null });
  const show = (id: string): void => setHidden((ids) => new Set([...ids].filter((one) => one !== id)));
  const finish = (task: { id: string; title: string; resolution?: string }): void => {
    setHidden((ids) => new Set([...ids, task.id]));
    doUndoably({
      message: t('finished', { title: task.title }),
      undo: t('undo'),
      takenBack: () => show(task.id),
      send: () =>
        order.mutate(
          { id: task.id, ...(task.resolution === undefined ? {} : { resolution: task.resolution }) },
          {
            onSettled: () =>
              void queries.invalidateQueries({ queryKey: ['tasks'] }).then(() => show(task.id)),
          },
        ),
    });
  };
  return { hidden, finish };
};

export type Finish = ReturnType<typeof useFinish>['finish'];
