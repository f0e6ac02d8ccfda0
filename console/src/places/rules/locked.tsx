import { LockClosedIcon } from '@heroicons/react/24/outline';
import { useTranslation } from 'react-i18next';
import { Part } from './part.tsx';
import type { Trigger } from './queries.ts';
import classes from './rules.module.css';
import { useWords } from './use-words.ts';

/** What no rule can change, and why. */
export const Locked = ({ locked }: { locked: Trigger['locked'] }) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  if (locked.length === 0) return null;
  return (
    <Part title={t('locked.title')}>
      <ul className={classes.plain}>
        {locked.map(({ part, text }) => (
          <li key={part} className={classes.locked}>
            <LockClosedIcon width={16} height={16} aria-hidden />
            {words.of('locked', part, text)}
          </li>
        ))}
      </ul>
    </Part>
  );
};
