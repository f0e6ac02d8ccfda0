import { Fragment, type ReactNode } from 'react';
import classes from './facts.module.css';

/** Names and values, one below the other; what has no value is left out. Values are text of anybody: shown in their own direction. */
export const Facts = ({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) => (
  <dl className={classes.facts}>
    {facts
      .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
      .map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </Fragment>
      ))}
  </dl>
);
