import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { completeTask } from './task-orders.ts';
import { doUndoably } from './undoable.tsx';
import { useOrder } from './use-order.ts';

/** Finishes tasks: gone from the list at once, at the server some seconds later, until then to be taken back. */
export const useFinish = () => {
  const { t } = useTranslation('parts');
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const queries = useQueryClient();
  const order = useOrder({
    send: completeTask,
    refresh: [['tasks'], ['requests'], ['compartment']],
    said: null,
  });
  const show = (id: string): void => setHidden((ids) => new Set([...ids].filter((one) => one !== id)));
  const finish = (task: { id: string; title: string; resolution?: string }): void => {
    setHidden((ids) => new Set([...ids, task.id]));
    doUndoably({
      message: t('task.finished', { title: task.title }),
      undo: t('task.undo'),
      takenBack: () => show(task.id),
      // Of several that end close together each is shown again by itself, whatever became of it: a call's own callbacks end with the next call.
      send: () =>
        void order
          .mutateAsync({
            id: task.id,
            ...(task.resolution === undefined ? {} : { resolution: task.resolution }),
          })
          .catch(() => null)
          .then(() =>
            Promise.all(
              [['tasks'], ['compartment']].map((queryKey) => queries.invalidateQueries({ queryKey })),
            ),
          )
          .then(() => show(task.id)),
    });
  };
  return { hidden, finish };
};

export type Finish = ReturnType<typeof useFinish>['finish'];
