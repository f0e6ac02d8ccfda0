import type { ReactNode } from 'react';
import classes from './tag.module.css';

/** What a state means for whoever reads a list. Colour is never the only sign: the word is there. */
export type Tone = 'neutral' | 'good' | 'wait' | 'warn' | 'bad' | 'info';

export const Tag = ({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) => (
  <span className={classes.tag} data-tone={tone}>
    {children}
  </span>
);
