import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import classes from './rail.module.css';

/** How much new work waits, beside the place where it is; nothing where nothing does, or where it is not to be shown. */
export const Waiting = () => {
  const queries = useQueryClient();
  const [count, show] = useState<string | null>(null);
  useEffect(() => {
    const watch = import('./watch-waiting.ts').then((it) => it.watchWaiting(queries, show));
    return () => void watch.then((stop) => stop());
  }, [queries]);
  return (
    count !== null && (
      <span className={classes.badge} data-testid="waiting">
        {count}
      </span>
    )
  );
};
