import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './view-button.module.css';

/** One of several views; pressed: this is the one. */
export const ViewButton = ({
  isOn,
  onClick,
  children,
}: {
  isOn: boolean;
  onClick: () => void;
  children: ReactNode;
}) => (
  <UnstyledButton className={classes.chip} aria-pressed={isOn} onClick={onClick}>
    {children}
  </UnstyledButton>
);
