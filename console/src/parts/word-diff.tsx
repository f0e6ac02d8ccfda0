import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '@mantine/core';
import { diffWords } from './diff-words.ts';
import classes from './word-diff.module.css';

/** Two texts as one: what was taken away is struck out, what was put in is marked; said in words to readers of screens. */
export const WordDiff = ({ before, after }: { before: string; after: string }) => {
  const { t } = useTranslation('parts');
  return (
    <p className={classes.diff} dir="auto">
      {diffWords(before, after).map(({ text, in: where }, index) => {
        if (where === 'both') return <span key={index}>{text}</span>;
        const Mark = where === 'before' ? 'del' : 'ins';
        return (
          <Mark key={index}>
            <VisuallyHidden>{t(where === 'before' ? 'diff.removed' : 'diff.added')} </VisuallyHidden>
            {text}
          </Mark>
        );
      })}
    </p>
  );
};
