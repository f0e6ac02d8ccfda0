import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './bottom-bar.module.css';

/** The places that have no room in the bar of a small screen. */
export const MoreDrawer = ({
  title,
  close,
  children,
}: {
  title: string;
  close: () => void;
  children: ReactNode;
}) => {
  const { t } = useTranslation();
  return (
    <Drawer
      opened
      onClose={close}
      position="bottom"
      size="auto"
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={classes.rest}>{children}</div>
    </Drawer>
  );
};
