import { Button, Checkbox, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/problem.ts';
import { overTheirs } from '../../../parts/over-theirs.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { isOutdated, isRefused, Outdated, Refusal } from '../../../parts/outdated.tsx';
import { SecretDialog } from '../secret-dialog.tsx';
import classes from '../settings.module.css';
import { useWord } from '../use-word.ts';
import { callbackTypes, wordOf } from './callback-types.ts';
import { endpointQuery, saveEndpoint, type SeenEndpoint } from './queries.ts';

const isUrlRefused = (problem: Error | null): boolean =>
  problem instanceof ApiProblem && problem.code === 'callback_url_refused';

/** What the form changes of it. */
const fieldsOf = ({ endpoint: { url, types } }: Pick<SeenEndpoint, 'endpoint'>) => ({
  url,
  types: [...types] as string[],
});

/** A new endpoint, or another address of one; `seen` null: a new one. The secret of a new one is shown once. */
export const EndpointDialog = ({ seen, close }: { seen: SeenEndpoint | null; close: () => void }) => {
  const { t } = useTranslation('settings-callbacks');
  const order = useOrder({
    send: saveEndpoint,
    refresh: [['callbacks']],
    said: seen === null ? null : t('edit.done'),
    after: ({ secret }) => secret === undefined && close(),
    isToldThere: () => true,
  });
  const secret = order.data?.secret;
  if (secret !== undefined)
    return (
      <SecretDialog
        title={t('make.done', { name: order.data?.name })}
        text={t('make.secretText')}
        label={t('secret')}
        value={secret}
        close={close}
      />
    );
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t(seen === null ? 'make.title' : 'edit.title')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <EndpointForm
        seen={seen}
        problem={order.error}
        isPending={order.isPending}
        send={order.mutate}
        close={close}
      />
    </Modal>
  );
};

const EndpointForm = ({
  seen: now,
  problem,
  isPending,
  send,
  close,
}: {
  seen: SeenEndpoint | null;
  problem: Error | null;
  isPending: boolean;
  send: (saved: Parameters<typeof saveEndpoint>[0]) => void;
  close: () => void;
}) => {
  const { t } = useTranslation('settings-callbacks');
  // It is asked again while somebody types: what they saw is what they began from.
  const [seen] = useState(now);
  const [name, setName] = useState(seen?.endpoint.name ?? '');
  const [url, setUrl] = useState(seen?.endpoint.url ?? 'https://');
  const [types, setTypes] = useState<readonly string[]>(seen?.endpoint.types ?? ['*']);
  const isNameGood = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(name);
  const isWhole = isNameGood && url.trim().length > 8 && types.length > 0;
  const read = { url: url.trim(), types: [...types] };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) send({ name, etag: seen === null ? null : seen.etag, ...read });
      }}
    >
      <Stack gap="md">
        {seen === null && (
          <TextInput
            label={t('make.name')}
            description={t('make.nameText')}
            required
            data-autofocus
            maxLength={64}
            value={name}
            error={name !== '' && !isNameGood && t('make.nameWrong')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={t('url')}
          description={t('urlText')}
          required
          type="url"
          maxLength={2048}
          value={url}
          error={(isUrlRefused(problem) || isRefused(problem, 'url')) && t('urlWrong')}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TypeChoice types={types} choose={setTypes} />
        {!isUrlRefused(problem) && <Refusal problem={problem} />}
        {isOutdated(problem) && (
          <Newer
            name={name}
            isPending={isPending}
            replace={({ endpoint, etag }) =>
              isWhole &&
              send({
                name,
                etag,
                ...overTheirs(seen === null ? null : fieldsOf(seen), read, fieldsOf({ endpoint })),
              })
            }
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={isPending} disabled={!isWhole}>
            {t(seen === null ? 'make.go' : 'save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** What somebody else saved under this name. */
const Newer = ({
  name,
  isPending,
  replace,
}: {
  name: string;
  isPending: boolean;
  replace: (theirs: SeenEndpoint) => void;
}) => {
  const word = useWord('settings-callbacks');
  const { data } = useQuery(endpointQuery(name));
  if (data === undefined) return null;
  return (
    <Outdated isPending={isPending} replace={() => replace(data)}>
      <Text size="sm" className={classes.id}>
        {data.endpoint.url}
      </Text>
      <Text size="sm">
        {data.endpoint.types.map((type) => word(`typeNames.${wordOf(type)}`, type)).join(', ')}
      </Text>
    </Outdated>
  );
};

const TypeChoice = ({
  types,
  choose,
}: {
  types: readonly string[];
  choose: (types: readonly string[]) => void;
}) => {
  const { t } = useTranslation('settings-callbacks');
  const isAll = types.includes('*');
  return (
    <>
      <Radio.Group
        label={t('types')}
        value={isAll ? 'all' : 'some'}
        onChange={(value) => choose(value === 'all' ? ['*'] : ['request.closed'])}
      >
        <Stack gap={8} mt={6}>
          <Radio value="all" label={t('typeNames.all')} description={t('allText')} />
          <Radio value="some" label={t('some')} />
        </Stack>
      </Radio.Group>
      {!isAll && (
        <Checkbox.Group aria-label={t('some')} value={[...types]} onChange={choose}>
          <div className={classes.fields}>
            {callbackTypes.map((type) => (
              <Checkbox key={type} value={type} label={t(`typeNames.${wordOf(type)}`)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </>
  );
};
