import { CheckIcon } from '@heroicons/react/20/solid';
import { useTranslation } from 'react-i18next';
import classes from './runs.module.css';

const steps = ['file', 'columns', 'check', 'start'] as const;
export type Step = (typeof steps)[number];

/** Where one is on the way from a file to letters. */
export const Steps = ({ at }: { at: Step }) => {
  const { t } = useTranslation('runs');
  const current = steps.indexOf(at);
  return (
    <ol className={classes.steps} aria-label={t('steps.title')}>
      {steps.map((step, index) => (
        <li
          key={step}
          data-done={index < current || undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className={classes.stepMark} aria-hidden>
            {index < current ? <CheckIcon width={14} /> : index + 1}
          </span>
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  );
};
