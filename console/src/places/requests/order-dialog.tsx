import { Button, Group, List, Modal, Progress, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerName } from '../../parts/customer-name.tsx';
import { problemTitle } from '../../parts/states.tsx';
import { tellDone } from '../../parts/toasts.ts';
import type { Request } from './filter.ts';
import { orderRequest } from './queries.ts';

type Verb = 'remind' | 'cancel';

interface Failure {
  reference: string;
  why: string;
}

/** One order for each, one after the other; those that were not taken are named with the reason. */
const useOrders = (verb: Verb, requests: readonly Request[]) => {
  const { t } = useTranslation('parts');
  const queries = useQueryClient();
  const [done, setDone] = useState<number | null>(null);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  // Kept while the dialog is open: pressed again after a failure, what was taken is not ordered twice.
  const [keys] = useState(() => new Map(requests.map(({ id }) => [id, crypto.randomUUID()])));
  const run = async (): Promise<readonly Failure[]> => {
    const failed: Failure[] = [];
    setFailures([]);
    for (const [index, { id, reference }] of requests.entries()) {
      setDone(index);
      try {
        await orderRequest({ id, verb, key: keys.get(id) ?? id });
      } catch (problem) {
        failed.push({ reference, why: problemTitle(problem, t) });
      }
    }
    setDone(null);
    setFailures(failed);
    await queries.invalidateQueries({ queryKey: ['requests'] });
    return failed;
  };
  return { run, done, failures };
};

const shownAtMost = 8;

/** Says exactly what will happen and to whom, then does it. Only open requests can be reminded or withdrawn. */
export const OrderDialog = ({
  verb,
  requests,
  close,
}: {
  verb: Verb;
  requests: readonly Request[];
  close: (isDone: boolean) => void;
}) => {
  const { t } = useTranslation('requests');
  const open = requests.filter(({ status }) => status === 'open');
  const { run, done, failures } = useOrders(verb, open);
  const isRunning = done !== null;
  const start = async (): Promise<void> => {
    const failed = await run();
    if (failed.length > 0) return;
    tellDone(t(`order.${verb}.done`, { count: open.length }));
    close(true);
  };
  return (
    <Modal
      opened
      onClose={() => {
        if (!isRunning) close(false);
      }}
      title={t(`order.${verb}.title`)}
      closeButtonProps={{ 'aria-label': t('order.back') }}
    >
      <Stack gap="md">
        <Text size="sm">{t(`order.${verb}.text`, { count: open.length })}</Text>
        {open.length < requests.length && (
          <Text size="sm" c="dimmed">
            {t('order.closed', { count: requests.length - open.length })}
          </Text>
        )}
        <List size="sm" spacing={4}>
          {open.slice(0, shownAtMost).map(({ id, reference, customerRef }) => (
            <List.Item key={id}>
              <bdi>{reference}</bdi> · <CustomerName customer={customerRef} />
            </List.Item>
          ))}
          {open.length > shownAtMost && (
            <List.Item>{t('order.more', { count: open.length - shownAtMost })}</List.Item>
          )}
        </List>
        {isRunning && (
          <Progress value={(100 * done) / open.length} aria-label={t('order.running')} animated />
        )}
        {failures.length > 0 && (
          <List size="sm" spacing={4} role="alert">
            {failures.map(({ reference, why }) => (
              <List.Item key={reference}>
                <bdi>{reference}</bdi>: {why}
              </List.Item>
            ))}
          </List>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => close(false)} disabled={isRunning}>
            {t('order.back')}
          </Button>
          <Button
            color={verb === 'cancel' ? 'red.8' : 'accent'}
            onClick={() => void start()}
            loading={isRunning}
            disabled={open.length === 0}
          >
            {t(`order.${verb}.go`, { count: open.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
