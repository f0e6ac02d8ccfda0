import { lazy, Suspense, useState } from 'react';
import { PersonButton } from './person-button.tsx';

const PersonItems = lazy(() =>
  import('./person-items.tsx').then(({ PersonItems: items }) => ({ default: items })),
);

/** Who is signed in. What a menu needs is loaded when somebody opens it first: it is much, and rarely looked at. */
export const PersonMenu = () => {
  const [isWanted, setWanted] = useState(false);
  return isWanted ? (
    <Suspense fallback={<PersonButton />}>
      <PersonItems />
    </Suspense>
  ) : (
    <PersonButton onClick={() => setWanted(true)} />
  );
};
