import { Anchor, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Request } from './filter.ts';
import { versionsQuery } from './queries.ts';

/** The same reference asked with other figures: each version is a request of its own. Nothing where there is one. */
export const Versions = ({ request }: { request: Request }) => {
  const { t } = useTranslation('requests');
  const { data } = useQuery(versionsQuery(request.reference));
  const versions = (data?.data ?? []).filter(({ customerRef }) => customerRef === request.customerRef);
  if (versions.length < 2) return null;
  return (
    <Group gap="xs">
      {versions
        .toSorted((a, b) => a.version - b.version)
        .map(({ id, version }) =>
          id === request.id ? (
            <Text key={id} size="sm" fw={600} aria-current="true">
              {t('version', { version })}
            </Text>
          ) : (
            <Anchor key={id} component={Link} to="/requests/$id" params={{ id } as never} size="sm">
              {t('version', { version })}
            </Anchor>
          ),
        )}
    </Group>
  );
};
