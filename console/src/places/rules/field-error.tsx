import { Text } from '@mantine/core';

/** What is wrong with a part of a form that has no field of its own to say it. */
export const FieldError = ({ said }: { said: string | undefined }) =>
  said !== undefined && (
    <Text size="xs" c="var(--mantine-color-error)">
      {said}
    </Text>
  );
