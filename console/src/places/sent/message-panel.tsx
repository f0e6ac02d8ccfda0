import { Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../parts/facts.tsx';
import { useMay } from '../../parts/me.ts';
import { ItemSkeleton, ProblemState } from '../../parts/states.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { useOrder } from '../../parts/use-order.ts';
import { When } from '../../parts/when.tsx';
import { drop, release, wayQuery, type Explanation, type Message } from './queries.ts';
import classes from './sent.module.css';
import { ToWhom } from './to-whom.tsx';

/** One message: its words, to whom, and its whole way; a held one can be let go or dropped. `message`: as the list has it, where it has it. */
export const MessagePanel = ({ id, message }: { id: string; message: Message | undefined }) => {
  const { t } = useTranslation('sent');
  const mayAsk = useMay('requests:read');
  const { data, error, isPending, refetch } = useQuery({ ...wayQuery(id, useLanguage()), enabled: mayAsk });
  return (
    <Stack gap="lg">
      <Title order={2} fz={18} pr={36}>
        {t('message')}
      </Title>
      {message !== undefined && (
        <>
          <Text className={classes.words} dir="auto">
            {message.text ?? t('noWords', { kind: message.kind })}
          </Text>
          <Facts
            facts={[
              [t('columns.to'), <ToWhom key="to" conversationId={message.conversationId} />],
              [
                t(message.held === null ? 'columns.at' : 'columns.until'),
                <When key="at" at={message.held?.until ?? message.at} full />,
              ],
            ]}
          />
          {message.held !== null && <HeldOrders id={id} />}
        </>
      )}
      {!mayAsk ? null : data !== undefined ? (
        <Way way={data} />
      ) : isPending ? (
        <ItemSkeleton />
      ) : (
        <ProblemState problem={error} retry={() => void refetch()} />
      )}
    </Stack>
  );
};

/** From the event to the callback, a sentence each, with the ways on from here. */
const Way = ({ way: { conversationId, requestId, sentences } }: { way: Explanation }) => {
  const { t } = useTranslation('sent');
  const mayRead = useMay('requests:read');
  return (
    <section aria-label={t('way')}>
      <Title order={3} fz={14} mb={8}>
        {t('way')}
      </Title>
      <List type="ordered" size="sm" spacing={6}>
        {sentences.map((sentence, place) => (
          <List.Item key={place}>{sentence}</List.Item>
        ))}
      </List>
      <Group gap="lg" mt="md">
        <Anchor
          component={Link}
          to="/chats"
          search={{ show: 'all', chat: conversationId } as never}
          size="sm"
        >
          {t('toChat')}
        </Anchor>
        {requestId !== null && mayRead && (
          <Anchor component={Link} to="/requests/$id" params={{ id: requestId } as never} size="sm">
            {t('toRequest')}
          </Anchor>
        )}
      </Group>
    </section>
  );
};

/** Let it go now, or never; the second is asked again, since it cannot be taken back. */
const HeldOrders = ({ id }: { id: string }) => {
  const { t } = useTranslation('sent');
  const [isAsked, setAsked] = useState(false);
  const mayWrite = useMay('conversations:write');
  const refresh = [['messages']];
  const letGo = useOrder({ send: release, refresh, said: t('released') });
  const never = useOrder({ send: drop, refresh, said: t('dropped') });
  if (!mayWrite) return null;
  if (!isAsked)
    return (
      <Group gap="sm">
        <Button loading={letGo.isPending} onClick={() => letGo.mutate(id)}>
          {t('release')}
        </Button>
        <Button variant="default" onClick={() => setAsked(true)}>
          {t('drop')}
        </Button>
      </Group>
    );
  return (
    <Stack gap="sm" role="group" aria-label={t('dropSure')}>
      <Text size="sm">{t('dropSure')}</Text>
      <Group gap="sm">
        <Button color="red.8" loading={never.isPending} onClick={() => never.mutate(id)}>
          {t('dropYes')}
        </Button>
        <Button variant="default" onClick={() => setAsked(false)}>
          {t('dropNo')}
        </Button>
      </Group>
    </Stack>
  );
};
