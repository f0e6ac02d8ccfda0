import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './settings.module.css';

/** A part of a page or panel under its heading, with what can be done. */
export const Part = ({
  title,
  text,
  actions,
  level = 2,
  children,
}: {
  title: string;
  text?: string;
  /** Of its heading: 3 in a panel, which has one of its own. */
  level?: 2 | 3;
  actions?: ReactNode;
  children: ReactNode;
}) => (
  <section aria-label={title}>
    <div className={classes.head}>
      <Title order={level} fz={15}>
        {title}
      </Title>
      {actions}
    </div>
    {text !== undefined && (
      <p className={classes.lead} style={{ margin: '0 0 12px' }}>
        {text}
      </p>
    )}
    {children}
  </section>
);

/** What this page is for, in a sentence, and what can be done with all of it. */
export const Lead = ({ children, actions }: { children: string; actions?: ReactNode }) => (
  <div className={classes.head}>
    <span className={classes.lead}>{children}</span>
    {actions}
  </div>
);
