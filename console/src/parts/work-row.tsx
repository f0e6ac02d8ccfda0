import { Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './work-row.module.css';
import { When } from './when.tsx';

/** Rows of work below each other. */
export const WorkRows = ({ children }: { children: ReactNode }) => (
  <ul className={classes.rows}>{children}</ul>
);

/** One piece of work in a list: what, about whom, until when. */
export const WorkRow = ({
  id,
  first,
  second,
  at,
  late,
  marks,
  isActive = false,
  isOpen,
  select,
}: {
  /** Of the element, for the keys. */
  id?: string;
  first: ReactNode;
  second: ReactNode;
  at: string;
  /** The word for what is overdue; null: it is not. */
  late: string | null;
  marks: ReactNode;
  isActive?: boolean;
  isOpen: boolean;
  select: () => void;
}) => (
  <li>
    <UnstyledButton
      id={id}
      className={classes.row}
      data-active={isActive || undefined}
      aria-current={isOpen ? 'true' : undefined}
      onClick={select}
    >
      <span className={classes.what}>
        <Text span size="sm" fw={600} truncate>
          {first}
        </Text>
        {second !== null && (
          <Text span size="sm" c="dimmed" truncate>
            {second}
          </Text>
        )}
      </span>
      <span className={classes.side}>
        <Text
          span
          size="xs"
          c={late === null ? 'dimmed' : 'var(--mantine-color-error)'}
          fw={late === null ? 400 : 600}
        >
          {late !== null && `${late} · `}
          <When at={at} />
        </Text>
        {marks !== null && <span className={classes.marks}>{marks}</span>}
      </span>
    </UnstyledButton>
  </li>
);
