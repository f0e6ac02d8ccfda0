import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of the card under its heading. */
export const CardPart = ({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) => (
  <section aria-label={title}>
    <Group justify="space-between" mb={8}>
      <Title order={3} fz={15}>
        {title}
      </Title>
      {action}
    </Group>
    {children}
  </section>
);
