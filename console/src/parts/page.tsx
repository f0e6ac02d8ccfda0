import { Group, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import classes from './page.module.css';

/** A place's page: its title (also of the browser's tab), what can be done, and the rest below. */
export const Page = ({
  title,
  actions,
  children,
  wide = false,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
  /** Tables and lists beside panels: all the room there is. */
  wide?: boolean;
}) => {
  useEffect(() => {
    document.title = `${title} · Mutabık`;
  }, [title]);
  return (
    <div className={classes.page} data-wide={wide || undefined}>
      <header className={classes.head}>
        <Title order={1} className={classes.title}>
          {title}
        </Title>
        {actions !== undefined && (
          <Group gap="xs" wrap="wrap">
            {actions}
          </Group>
        )}
      </header>
      {children}
    </div>
  );
};
