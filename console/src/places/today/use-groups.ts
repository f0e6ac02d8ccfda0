import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useMay } from '../../parts/me.ts';
import { groupsOf, type Group } from './groups.ts';
import { dueQuery, tasksQuery } from './queries.ts';

const none: readonly never[] = [];

/** Tasks, and requests that are due soon where one may see them, in their groups. */
export const useGroups = (): {
  groups: readonly Group[];
  isPending: boolean;
  problem: Error | null;
  retry: () => void;
} => {
  const tasks = useQuery(tasksQuery);
  const mayRequests = useMay('requests:read');
  const due = useQuery({ ...dueQuery, enabled: mayRequests });
  const groups = useMemo(
    () => groupsOf(tasks.data?.tasks ?? none, due.data?.data ?? none),
    [tasks.data, due.data],
  );
  return {
    groups,
    isPending: tasks.isPending || (mayRequests && due.isPending),
    problem: tasks.data === undefined ? tasks.error : null,
    retry: () => void Promise.all([tasks.refetch(), due.refetch()]),
  };
};
