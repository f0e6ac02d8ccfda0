import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { useLanguage } from '../../parts/use-language.ts';
import type { Run } from './queries.ts';
import classes from './runs.module.css';
import { rowStates, toneOfRow } from './states.ts';

/** Rows by state, as a bar and in words beside it. */
export const AnswersBar = ({ run, withWords = true }: { run: Run; withWords?: boolean }) => {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const parts = rowStates
    .map((state) => ({ state, count: run.counts[state] ?? 0 }))
    .filter(({ count }) => count > 0);
  if (parts.length === 0) return null;
  const words = parts.map(
    ({ state, count }) =>
      `${formatCount(count, language)} ${t(`states.${state}`).toLocaleLowerCase(language)}`,
  );
  return (
    <div>
      <div className={classes.bar} role="img" aria-label={words.join(', ')}>
        {parts.map(({ state, count }) => (
          <span key={state} data-tone={toneOfRow(state)} data-state={state} style={{ flexGrow: count }} />
        ))}
      </div>
      {withWords && (
        <div className={classes.barWords} aria-hidden>
          {parts.map(({ state }, index) => (
            <span key={state} className={classes.barWord}>
              <i data-tone={toneOfRow(state)} data-state={state} />
              {words[index]}
            </span>
          ))}
        </div>
      )}
    </div>
  );
};
