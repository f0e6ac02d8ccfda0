import { Fragment } from 'react';
import type { Rule } from './queries.ts';
import classes from './rules.module.css';
import { useTold } from './use-told.ts';

/** A rule as it would be told. */
export const Sentence = ({ rule }: { rule: Rule }) => {
  const told = useTold();
  return (
    <dl className={classes.sentence}>
      {grouped(told(rule)).map(({ lead, texts }, at) => (
        <Fragment key={at}>
          <dt>{lead}</dt>
          <dd>
            {texts.map((text, index) => (
              <p key={index} data-inner={index > 0 || undefined}>
                {text}
              </p>
            ))}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
};

/** What belongs to the line above stands below the same word. */
const grouped = (lines: ReturnType<ReturnType<typeof useTold>>): { lead: string; texts: string[] }[] => {
  const found: { lead: string; texts: string[] }[] = [];
  for (const { lead, text, isInner } of lines) {
    const last = found.at(-1);
    if (isInner === true && last !== undefined) last.texts.push(text);
    else found.push({ lead, texts: [text] });
  }
  return found;
};
