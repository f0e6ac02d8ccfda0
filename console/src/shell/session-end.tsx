import { lazy, Suspense, useEffect, useState } from 'react';
import { onSessionEnded } from '../api/session-events.ts';

const SessionDialog = lazy(() =>
  import('./session-dialog.tsx').then(({ SessionDialog: dialog }) => ({ default: dialog })),
);

/** Waits for the end of the session; its dialog is loaded then. */
export const SessionEnd = () => {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => onSessionEnded(() => setIsOver(true)), []);
  return <Suspense fallback={null}>{isOver && <SessionDialog done={() => setIsOver(false)} />}</Suspense>;
};
