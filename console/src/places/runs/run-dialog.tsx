import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { useLanguage } from '../../parts/use-language.ts';
import { useOrder } from '../../parts/use-order.ts';
import { orderRun, type OrderType, type Run } from './queries.ts';
import { countOf } from './states.ts';
import { Steps } from './steps.tsx';
import { WhatGoes } from './what-goes.tsx';

/** How many letters an order is about. */
const aboutHowMany = (run: Run, type: OrderType): number => {
  if (type === 'start' || type === 'pause' || type === 'resume' || type === 'cancel')
    return countOf(run, 'ready');
  return countOf(run, 'open');
};

/** Says exactly what will happen and to how many, then orders it once, however often it is pressed. */
export const RunDialog = ({ run, type, close }: { run: Run; type: OrderType; close: () => void }) => {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const [key] = useState(() => crypto.randomUUID());
  const order = useOrder({
    send: orderRun,
    refresh: [['runs'], ['run-figures']],
    said: t(`orders.${type}.done`),
    after: close,
  });
  const count = aboutHowMany(run, type);
  const isHard = type === 'cancel' || type === 'withdraw';
  return (
    <Modal
      opened
      onClose={close}
      size={type === 'start' ? 'lg' : 'md'}
      title={t(`orders.${type}.title`)}
      closeButtonProps={{ 'aria-label': t('back') }}
    >
      <Stack gap="md">
        {type === 'start' && <Steps at="start" />}
        <Text size="sm">{t(`orders.${type}.text`, { count, shown: formatCount(count, language) })}</Text>
        {type === 'withdraw' && countOf(run, 'ready') > 0 && (
          <Text size="sm">
            {t('orders.withdraw.also', {
              count: countOf(run, 'ready'),
              shown: formatCount(countOf(run, 'ready'), language),
            })}
          </Text>
        )}
        {type === 'start' && <WhatGoes run={run} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('back')}
          </Button>
          <Button
            color={isHard ? 'red.8' : 'accent'}
            loading={order.isPending}
            onClick={() => order.mutate({ id: run.id, type, key })}
          >
            {t(`orders.${type}.go`, { count, shown: formatCount(count, language) })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
