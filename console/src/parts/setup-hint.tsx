import { Button, Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from './me.ts';
import { setupBegunQuery } from './setup-begun.ts';

/** Leads whoever may set up to where it goes on, while there are no customers or no message went out yet. */
const SetupHint = () => (useMay('channels:write') ? <Hint /> : null);

/** Loaded behind the page: few need it, and not for long. */
export default SetupHint;

const Hint = () => {
  // Words of another place: the page does not wait for them.
  const { t, ready } = useTranslation('settings', { keyPrefix: 'setup', useSuspense: false });
  const { data } = useQuery(setupBegunQuery);
  if (!ready || data === undefined || (data.hasCustomers && data.hasSent)) return null;
  return (
    <Paper component="section" aria-label={t('hint.title')} withBorder radius="md" p="md" mb="md">
      <Text fw={600}>{t('hint.title')}</Text>
      <Text size="sm" c="dimmed" mb="sm">
        {t(data.hasCustomers ? 'hint.noMessage' : 'hint.noCustomers')}
      </Text>
      <Button size="sm" component={Link} to="/settings/{-$part}" params={{ part: 'setup' } as never}>
        {t('hint.go')}
      </Button>
    </Paper>
  );
};
