import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Customers come from a table, in the place that has them. */
export const CustomersStep = ({ hasSome }: { hasSome: boolean }) => {
  const { t } = useTranslation('settings', { keyPrefix: 'setup' });
  return (
    <Button
      size="sm"
      variant={hasSome ? 'default' : 'filled'}
      component={Link}
      to="/customers"
      search={{ import: true } as never}
    >
      {t('customers.import')}
    </Button>
  );
};

export const PeopleStep = ({ count }: { count: number }) => {
  const { t } = useTranslation('settings', { keyPrefix: 'setup' });
  return (
    <>
      <Text size="sm" mb="xs">
        {t('people.count', { count })}
      </Text>
      <Button
        size="sm"
        variant="default"
        component={Link}
        to="/settings/{-$part}"
        params={{ part: 'people' } as never}
      >
        {t('people.invite')}
      </Button>
    </>
  );
};
