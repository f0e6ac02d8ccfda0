import { Anchor, Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/problem.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { When } from '../../../parts/when.tsx';
import { orderTest } from './queries.ts';
import type { LastTest } from './steps.ts';

/** Refusals that are said at the field, where they can be mended. */
const toldAtField: ReadonlySet<string> = new Set(['validation_failed', 'notices_stopped', 'rate_limited']);

const isToldThere = (problem: Error | null): problem is ApiProblem =>
  problem instanceof ApiProblem && toldAtField.has(problem.code);

/** One message to one's own telephone, and what becomes of it. */
export const TestStep = ({
  channels,
  test,
}: {
  channels: readonly { id: string; name: string }[];
  test: LastTest | null;
}) => {
  const { t } = useTranslation('settings', { keyPrefix: 'setup' });
  const [id, setId] = useState(channels[0]?.id ?? '');
  const [phone, setPhone] = useState('');
  // Pressed again after a lost answer it is the same order; after a good one it is another.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const order = useOrder({
    send: orderTest,
    refresh: [['channels', 'test'], ['setup']],
    said: t('test.ordered'),
    after: () => setKey(crypto.randomUUID()),
    isToldThere,
  });
  const refused = isToldThere(order.error) ? order.error : null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (phone.trim() !== '') order.mutate({ id, phone: phone.trim(), key });
      }}
    >
      {test !== null && <TestFate test={test} />}
      <Group align="flex-start" gap="sm">
        {channels.length > 1 && (
          <NativeSelect
            label={t('test.number')}
            value={id}
            data={channels.map((one) => ({ value: one.id, label: one.name }))}
            onChange={(event) => setId(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={t('test.phone')}
          description={t('test.phoneText')}
          type="tel"
          autoComplete="tel"
          maxLength={40}
          value={phone}
          error={refused !== null && t(`test.refused.${refused.code}`)}
          onChange={(event) => {
            setPhone(event.currentTarget.value);
            setKey(crypto.randomUUID());
            order.reset();
          }}
        />
      </Group>
      <Button type="submit" size="sm" mt="sm" loading={order.isPending} disabled={phone.trim() === ''}>
        {t('test.send')}
      </Button>
    </form>
  );
};

const TestFate = ({ test: { orderedAt, message } }: { test: LastTest }) => {
  const { t } = useTranslation('settings', { keyPrefix: 'setup' });
  const fate = message === null ? 'undecided' : message.held === null ? message.status : 'held';
  return (
    <Text size="sm" mb="sm" role="status">
      {t('test.last')} <When at={orderedAt} full />: <strong>{t(`test.fates.${fate}`)}</strong>
      {message !== null && (
        <>
          {' '}
          <Anchor
            component={Link}
            to="/sent"
            search={{ message: message.id } as never}
            size="sm"
            underline="always"
          >
            {t('test.why')}
          </Anchor>
        </>
      )}
    </Text>
  );
};
