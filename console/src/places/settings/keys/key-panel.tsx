import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../parts/amount.ts';
import { Facts } from '../../../parts/facts.tsx';
import { useLanguage } from '../../../parts/use-language.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { When } from '../../../parts/when.tsx';
import { Ask } from '../ask.tsx';
import { isOutdated, isRefused, Outdated, Refusal } from '../../../parts/outdated.tsx';
import { Part } from '../part.tsx';
import classes from '../settings.module.css';
import { isOver, KeyState } from './key-state.tsx';
import { paceOf } from './pace-of.ts';
import { revokeKey, setPace, type ApiKey } from './queries.ts';
import { areas, type Scope } from './scopes.ts';

/** A key: what it may, how often, when it was used, and the end of it. */
export const KeyPanel = ({ one }: { one: ApiKey }) => {
  const { t } = useTranslation('settings-keys');
  const [isAsking, ask] = useState(false);
  const revoke = useOrder({
    send: revokeKey,
    refresh: [['apikeys']],
    said: t('revoke.done'),
    after: () => ask(false),
  });
  return (
    <Stack gap="xl">
      <Group gap="xs" pr={36}>
        <Title order={2} fz={18}>
          <bdi>{one.name}</bdi>
        </Title>
        <KeyState one={one} />
      </Group>
      <Facts
        facts={[
          [t('id'), <span key="id" className={classes.id}>{`wk_${one.id}_…`}</span>],
          [t('made'), <When key="made" at={one.createdAt} full />],
          [
            t('lastUse'),
            one.lastUsedAt === null ? t('neverUsed') : <When key="used" at={one.lastUsedAt} full />,
          ],
          [
            t('expires'),
            one.expiresAt === null ? t('neverExpires') : <When key="ends" at={one.expiresAt} full />,
          ],
          [t('revokedAt'), one.revokedAt !== null && <When key="revoked" at={one.revokedAt} full />],
        ]}
      />
      <Part level={3} title={t('may')}>
        <ul className={classes.plain}>
          {one.scopes.map((scope) => (
            <li key={scope}>
              <ScopeText scope={scope} /> <span className={classes.id}>{scope}</span>
            </li>
          ))}
        </ul>
      </Part>
      {!isOver(one) && (
        <>
          <PaceForm one={one} />
          <div>
            <Button variant="default" onClick={() => ask(true)}>
              {t('revoke.title')}
            </Button>
          </div>
        </>
      )}
      {isAsking && (
        <Ask
          title={t('revoke.title')}
          text={t('revoke.text', { name: one.name })}
          go={t('revoke.go')}
          isDanger
          isPending={revoke.isPending}
          close={() => ask(false)}
          order={() => revoke.mutate(one.id)}
        />
      )}
    </Stack>
  );
};

const wholeOf = { '*': 'all', admin: 'admin', compliance: 'compliance' } as const;

/** `Müşteriler: görür`. */
const ScopeText = ({ scope }: { scope: Scope }) => {
  const { t } = useTranslation('settings-keys');
  if (scope === '*' || scope === 'admin' || scope === 'compliance') return t(`whole.${wholeOf[scope]}`);
  const area = areas.find(({ scopes }) => scopes.some((one) => one === scope));
  const level = t(scope.endsWith(':write') ? 'level.write' : 'level.read');
  return area === undefined ? scope : `${t(`areas.${area.name}`)}: ${level}`;
};

const PaceForm = ({ one }: { one: ApiKey }) => {
  const { t } = useTranslation('settings-keys');
  const language = useLanguage();
  // The list is asked again while somebody types: what they saw is what they began from.
  const [seen, setSeen] = useState(one);
  const [typed, setTyped] = useState(one.callsPerMinute === null ? '' : String(one.callsPerMinute));
  const order = useOrder({
    send: setPace,
    refresh: [['apikeys']],
    said: t('pace.saved'),
    after: setSeen,
    isToldThere: () => true,
  });
  const pace = paceOf(typed);
  const said = (value: number | null): string =>
    value === null ? t('pace.asAll') : t('pace.perMinute', { pace: formatCount(value, language) });
  return (
    <Part level={3} title={t('pace.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (pace !== undefined) order.mutate({ seen, callsPerMinute: pace });
        }}
      >
        <Stack gap="sm">
          <Group align="flex-end" gap="sm">
            <TextInput
              label={t('pace.label')}
              description={t('pace.text')}
              placeholder={t('pace.asAll')}
              inputMode="numeric"
              value={typed}
              error={(pace === undefined || isRefused(order.error, 'callsPerMinute')) && t('pace.wrong')}
              onChange={(event) => setTyped(event.currentTarget.value)}
              flex={1}
            />
            <Button
              type="submit"
              variant="default"
              loading={order.isPending}
              disabled={pace === undefined || pace === seen.callsPerMinute}
            >
              {t('save')}
            </Button>
          </Group>
          <Refusal problem={order.error} />
          {isOutdated(order.error) && (
            <Outdated
              isPending={order.isPending}
              replace={() => order.mutate({ seen: one, callsPerMinute: pace ?? null })}
            >
              <Text size="sm">{said(one.callsPerMinute)}</Text>
            </Outdated>
          )}
        </Stack>
      </form>
    </Part>
  );
};
