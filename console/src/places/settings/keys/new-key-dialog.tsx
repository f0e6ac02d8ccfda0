import { TZDate } from '@date-fns/tz';
import { Button, Code, Group, Modal, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../parts/me.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { isRefused, Refusal } from '../../../parts/outdated.tsx';
import { SecretDialog } from '../secret-dialog.tsx';
import classes from '../settings.module.css';
import { paceOf } from './pace-of.ts';
import { issueKey } from './queries.ts';
import { areas, presetNames, presets, type Preset, type Scope } from './scopes.ts';

type Chosen = Readonly<Record<string, Scope | ''>>;

/** The first instant after a local day. */
const endOf = (day: string, timeZone: string): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(+new TZDate(year, month - 1, date + 1, timeZone)).toISOString();
};

/** A key for a program: its name, what it may, how often, until when; then the key, shown once. */
export const NewKeyDialog = ({ close }: { close: () => void }) => {
  const { t } = useTranslation('settings-keys');
  const order = useOrder({ send: issueKey, refresh: [['apikeys']], said: null, isToldThere: () => true });
  if (order.data !== undefined)
    return (
      <SecretDialog
        title={t('make.done', { name: order.data.name })}
        text={t('make.keyText')}
        label={t('key')}
        value={order.data.key}
        close={close}
      >
        <div>
          <Text size="sm" mb={4}>
            {t('make.try')}
          </Text>
          <Code
            block
          >{`curl -H 'Authorization: Bearer ${order.data.key.slice(0, 12)}…' \\\n  ${window.location.origin}/v1/me`}</Code>
        </div>
      </SecretDialog>
    );
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('make.title')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <KeyForm problem={order.error} isPending={order.isPending} send={order.mutate} close={close} />
    </Modal>
  );
};

const KeyForm = ({
  problem,
  isPending,
  send,
  close,
}: {
  problem: Error | null;
  isPending: boolean;
  send: (made: Parameters<typeof issueKey>[0]) => void;
  close: () => void;
}) => {
  const { t } = useTranslation('settings-keys');
  const { timeZone } = useMe().tenant;
  const [name, setName] = useState('');
  const [preset, setPreset] = useState<Preset>('business');
  const [chosen, setChosen] = useState<Chosen>({});
  const [typedPace, setTypedPace] = useState('');
  const [lastDay, setLastDay] = useState('');
  const pace = paceOf(typedPace);
  const scopes = presets[preset] ?? Object.values(chosen).filter((scope) => scope !== '');
  const isWhole = name.trim() !== '' && scopes.length > 0 && pace !== undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWhole) return;
        send({
          name: name.trim(),
          scopes: [...scopes],
          ...(pace === null ? {} : { callsPerMinute: pace }),
          ...(lastDay === '' ? {} : { expiresAt: endOf(lastDay, timeZone) }),
        });
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('make.name')}
          description={t('make.nameText')}
          required
          data-autofocus
          maxLength={100}
          value={name}
          error={isRefused(problem, 'name') && t('make.nameWrong')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PresetChoice preset={preset} choose={setPreset} />
        {preset === 'own' && <AreaChoices chosen={chosen} choose={setChosen} />}
        <div className={classes.fields}>
          <TextInput
            label={t('pace.label')}
            placeholder={t('pace.asAll')}
            inputMode="numeric"
            value={typedPace}
            error={pace === undefined && t('pace.wrong')}
            onChange={(event) => setTypedPace(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('make.lastDay')}
            value={lastDay}
            onChange={(event) => setLastDay(event.currentTarget.value)}
          />
        </div>
        <Refusal problem={problem} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={isPending} disabled={!isWhole}>
            {t('make.go')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const PresetChoice = ({ preset, choose }: { preset: Preset; choose: (preset: Preset) => void }) => {
  const { t } = useTranslation('settings-keys');
  return (
    <Radio.Group
      label={t('may')}
      value={preset}
      onChange={(value) => choose(presetNames.find((one) => one === value) ?? 'own')}
    >
      <Stack gap={8} mt={6}>
        {presetNames.map((one) => (
          <Radio
            key={one}
            value={one}
            label={t(`presets.${one}.name`)}
            description={t(`presets.${one}.text`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
};

const AreaChoices = ({ chosen, choose }: { chosen: Chosen; choose: (chosen: Chosen) => void }) => {
  const { t } = useTranslation('settings-keys');
  return (
    <div className={classes.fields}>
      {areas.map(({ name, scopes }) => (
        <NativeSelect
          key={name}
          label={t(`areas.${name}`)}
          data={[
            { value: '', label: t('level.none') },
            ...scopes.map((scope) => ({
              value: scope,
              label: t(scope.endsWith(':write') ? 'level.write' : 'level.read'),
            })),
          ]}
          value={chosen[name] ?? ''}
          onChange={({ currentTarget: { value } }) =>
            choose({ ...chosen, [name]: [...scopes].find((scope) => scope === value) ?? '' })
          }
        />
      ))}
    </div>
  );
};
