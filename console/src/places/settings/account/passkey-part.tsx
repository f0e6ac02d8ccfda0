import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddPasskey } from '../../../parts/add-passkey.tsx';
import { offerQuery } from '../../../parts/sign-in-offer.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { When } from '../../../parts/when.tsx';
import { Ask } from '../ask.tsx';
import { Part } from '../part.tsx';
import classes from '../settings.module.css';
import { removePasskey, type Account } from './queries.ts';

type Passkey = Account['factors']['passkeys'][number];

/** Passkeys of one's own: which there are, when each was used, a new one, one less. */
export const PasskeyPart = ({ passkeys }: { passkeys: readonly Passkey[] }) => {
  const { t } = useTranslation('settings-people');
  const [gone, setGone] = useState<Passkey | null>(null);
  const offer = useQuery(offerQuery).data;
  const order = useOrder({
    send: removePasskey,
    refresh: [['me'], ['staff'], ['sessions']],
    said: t('account.passkeyRemoved'),
    after: () => setGone(null),
  });
  return (
    <Part title={t('account.passkeys')} text={t('account.passkeysText')}>
      <Stack gap="md">
        {passkeys.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('account.noPasskey')}
          </Text>
        ) : (
          <ul className={classes.rows}>
            {passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} remove={() => setGone(passkey)} />
            ))}
          </ul>
        )}
        {offer?.passkeys === true && <AddPasskey />}
      </Stack>
      {gone !== null && (
        <Ask
          title={t('account.removePasskeyTitle', { name: gone.name })}
          text={t('account.removePasskeyText')}
          go={t('account.removePasskeyGo')}
          isDanger
          isPending={order.isPending}
          close={() => setGone(null)}
          order={() => order.mutate(gone.id)}
        />
      )}
    </Part>
  );
};

const PasskeyRow = ({ passkey, remove }: { passkey: Passkey; remove: () => void }) => {
  const { t } = useTranslation('settings-people');
  const { name, createdAt, lastUsedAt } = passkey;
  return (
    <li className={classes.row}>
      <span className={classes.what}>
        <Text span size="sm" fw={550}>
          <bdi>{name}</bdi>
        </Text>
        <Text span size="xs" c="dimmed">
          {t('account.passkeyMade')} <When at={createdAt} /> ·{' '}
          {lastUsedAt === null ? (
            t('account.passkeyNeverUsed')
          ) : (
            <>
              {t('account.passkeyUsed')} <When at={lastUsedAt} />
            </>
          )}
        </Text>
      </span>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${t('account.removePasskey')}: ${name}`}
        onClick={remove}
      >
        {t('account.removePasskey')}
      </Button>
    </li>
  );
};
