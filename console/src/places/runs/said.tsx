import { useTranslation } from 'react-i18next';
import { AmountText } from '../../parts/amount-text.tsx';
import { difference } from '../../parts/amount.ts';
import { useReason } from '../../parts/use-reason.ts';
import type { RunRow } from './queries.ts';
import classes from './runs.module.css';

/** What is to be said of a row in a line: why it cannot go or did not, or what lies between the figures. */
export const Said = ({ row: { state, problems, failure, outcome } }: { row: RunRow }) => {
  const { t } = useTranslation('runs');
  const reasonOf = useReason();
  if (state === 'error') {
    const [first, ...more] = problems;
    return (
      <>
        {first !== undefined && t(`problems.${first}`, { defaultValue: first })}
        {more.length > 0 && <span className={classes.more}> +{more.length}</span>}
      </>
    );
  }
  if (failure !== null) return t(`failures.${failure}`, { defaultValue: failure });
  if (outcome === null) return null;
  const between = outcome.lines.flatMap(({ own, unit, ...ours }) => {
    const apart = own === null ? null : difference(ours, own);
    return apart === null ? [] : [{ unit, ...apart }];
  });
  if (between.length > 0)
    return (
      <span className={classes.amounts} title={t('difference')}>
        {between.map((one) => (
          <span key={one.unit} className={classes.between}>
            <AmountText {...one} />
          </span>
        ))}
      </span>
    );
  return outcome.reason === null ? null : <bdi>{reasonOf(outcome.reason)}</bdi>;
};
