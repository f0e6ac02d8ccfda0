import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../../parts/facts.tsx';
import { useMay } from '../../../parts/me.ts';
import { ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { useLanguage } from '../../../parts/use-language.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { When } from '../../../parts/when.tsx';
import { Ask } from '../ask.tsx';
import { dayText } from '../../../parts/day-text.ts';
import { Part } from '../part.tsx';
import classes from '../settings.module.css';
import { ConstantText } from './constant-text.tsx';
import { ConstantsForm } from './constants-form.tsx';
import { constantsQuery, retireUnit, type Unit } from './queries.ts';
import { UnitDialog } from './unit-dialog.tsx';

const languages = ['tr', 'en', 'ar'] as const;

/** A unit: how it is called and written, and what it is settled with by day. */
export const UnitPanel = ({ unit }: { unit: Unit }) => {
  const { t } = useTranslation('settings-units');
  const language = useLanguage();
  const mayWrite = useMay('units:write');
  return (
    <Stack gap="xl">
      <Group gap="xs" pr={36}>
        <Title order={2} fz={18}>
          <bdi>{unit.names[language].name}</bdi>
        </Title>
        {unit.isRetired && <Tag tone="bad">{t('retired')}</Tag>}
        {!unit.shipped && <Tag tone="info">{t('own')}</Tag>}
      </Group>
      <Facts
        facts={[
          [t('code'), unit.code],
          [t('kind'), t(`kinds.${unit.kind}`)],
          [t('decimals'), t('decimalsText', { most: unit.decimals, shown: unit.decimalsShown })],
          [t('carat'), unit.carat],
          ...languages.map(
            (one) =>
              [
                t(`languages.${one}`),
                [unit.names[one].name, unit.names[one].suffix, unit.words[one].join(', ')]
                  .filter((text) => text !== '')
                  .join(' · '),
              ] as const,
          ),
          [t('updated'), unit.updatedAt !== null && <When key="at" at={unit.updatedAt} full />],
        ]}
      />
      {mayWrite && !unit.shipped && <Orders unit={unit} />}
      <Constants unit={unit} mayWrite={mayWrite} />
    </Stack>
  );
};

const Orders = ({ unit }: { unit: Unit }) => {
  const { t } = useTranslation('settings-units');
  const [asked, ask] = useState<'edit' | 'retire' | null>(null);
  // What was on the screen when it was asked.
  const [seen, see] = useState(unit);
  const order = useOrder({
    send: retireUnit,
    refresh: [['units']],
    said: t('retire.done'),
    after: () => ask(null),
  });
  return (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" onClick={() => ask('edit')}>
        {t(unit.isRetired ? 'make.again' : 'make.edit')}
      </Button>
      {!unit.isRetired && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            see(unit);
            ask('retire');
          }}
        >
          {t('retire.title')}
        </Button>
      )}
      {asked === 'edit' && <UnitDialog unit={unit} close={() => ask(null)} />}
      {asked === 'retire' && (
        <Ask
          title={t('retire.title')}
          text={t('retire.text')}
          go={t('retire.go')}
          isDanger
          isPending={order.isPending}
          close={() => ask(null)}
          order={() => order.mutate({ code: seen.code, version: seen.version ?? 0 })}
        />
      )}
    </Group>
  );
};

const Constants = ({ unit, mayWrite }: { unit: Unit; mayWrite: boolean }) => {
  const { t } = useTranslation('settings-units');
  const language = useLanguage();
  const { data, isPending, error, refetch } = useQuery(constantsQuery(unit.code));
  const [isEditing, setEditing] = useState(false);
  return (
    <Part
      level={3}
      title={t('constants.title')}
      text={t('constants.text')}
      actions={
        mayWrite &&
        data !== undefined &&
        !isEditing && (
          <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
            {t('constants.edit')}
          </Button>
        )
      }
    >
      {isPending && <ListSkeleton rows={2} />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data !== undefined && isEditing && <ConstantsForm now={data} close={() => setEditing(false)} />}
      {data !== undefined && !isEditing && data.constants.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('constants.none')}
        </Text>
      )}
      {data !== undefined && !isEditing && data.constants.length > 0 && (
        <ul className={classes.rows}>
          {data.constants.map((one) => (
            <li key={`${one.kind}${one.validFrom}`} className={classes.row}>
              <span className={classes.what}>
                <Text span size="sm" fw={550}>
                  <ConstantText constant={one} />
                </Text>
                <Text span size="xs" c="dimmed">
                  {dayText(one.validFrom, language, false)} –{' '}
                  {one.validUntil === null ? t('constants.open') : dayText(one.validUntil, language, false)}
                  {one.source !== null && (
                    <>
                      {' · '}
                      <bdi>{one.source}</bdi>
                    </>
                  )}
                </Text>
              </span>
            </li>
          ))}
        </ul>
      )}
      {data !== undefined && data.updatedAt !== null && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('constants.version', { version: data.version })} <When at={data.updatedAt} full />
        </Text>
      )}
    </Part>
  );
};
