import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of the panel under its heading. */
export const Part = ({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) => (
  <section aria-label={title}>
    <Group justify="space-between" mb={8} gap="xs">
      <Title order={3} fz={14}>
        {title}
      </Title>
      {action}
    </Group>
    {children}
  </section>
);
