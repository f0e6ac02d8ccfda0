import '@mantine/spotlight/styles.layer.css';
import { Button, Group, Loader, Text } from '@mantine/core';
import { createSpotlight, Spotlight, type SpotlightStore } from '@mantine/spotlight';
import { MagnifyingGlassIcon } from '@heroicons/react/24/outline';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegisteredCommands, type Command } from '../parts/commands.ts';
import { useMe } from '../parts/me.ts';
import { placesOf } from './places.ts';
import { problemTitle } from '../parts/states.tsx';
import { useFound, type Found } from './use-found.ts';

const plain = (text: string): string =>
  text.toLocaleLowerCase('tr').replaceAll('ı', 'i').normalize('NFD').replace(/\p{M}/gu, '');

const listId = 'command-box-list';
/** In the marked row Mantine dims the hint until it is hard to read (WCAG AA). */
const actionStyles = { actionDescription: { opacity: 1 } };

/** What is typed marks the first of the list at once, and what is found by it comes later: the first is marked then, for Enter. */
const useFirstMarked = (store: SpotlightStore, ids: string): void => {
  useEffect(() => {
    const list = document.getElementById(listId);
    const first = list?.querySelector('[data-action]') ?? null;
    if (list === null || first === null || list.querySelector('[data-selected]') !== null) return;
    first.setAttribute('data-selected', 'true');
    store.updateState((state) => ({ ...state, selected: 0 }));
  }, [store, ids]);
};

/** `Ctrl/⌘ K`: places, actions of the page that is open, and whatever the providers find. */
export const CommandBox = ({ close }: { close: () => void }) => {
  const { t } = useTranslation();
  const { t: ofSearch } = useTranslation('search');
  const [text, setText] = useState('');
  const [[store, box]] = useState(createSpotlight);
  useEffect(() => box.open(), [box]);
  const found = useFound(text.trim());
  const known = useKnown().filter(({ label }) => plain(label).includes(plain(text.trim())));
  const groups = [{ name: 'go', commands: known }, ...found.groups].filter(
    ({ commands }) => commands.length > 0,
  );
  const ids = groups.flatMap(({ commands }) => commands.map(({ id }) => id));
  useFirstMarked(store, text === '' ? '' : JSON.stringify(ids));
  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={close}
      shortcut={null}
      scrollable
      maxHeight={440}
      attributes={{ content: { 'aria-label': t('commands.title') } }}
    >
      <Spotlight.Search
        placeholder={t('commands.placeholder')}
        aria-label={t('commands.placeholder')}
        leftSection={<MagnifyingGlassIcon width={20} height={20} />}
      />
      <Spotlight.ActionsList id={listId}>
        {groups.map(({ name, commands }) => (
          <Spotlight.ActionsGroup
            key={name}
            label={name === 'go' ? t('commands.groups.go') : ofSearch(`groups.${name}`)}
          >
            {commands.map(({ id, label, hint, run }) => (
              <Spotlight.Action
                key={id}
                label={label}
                styles={actionStyles}
                {...(hint === undefined ? {} : { description: hint })}
                onClick={() => {
                  close();
                  run();
                }}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        <Standing found={found} isEmpty={groups.length === 0} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
};

/** How the search is going, where the list itself does not say it. */
const Standing = ({ found: { isPending, error, retry }, isEmpty }: { found: Found; isEmpty: boolean }) => {
  const { t } = useTranslation();
  const { t: ofSearch } = useTranslation('search');
  const { t: ofParts } = useTranslation('parts');
  if (error !== null && !isPending)
    return (
      <Group role="alert" justify="center" p="md">
        <Text size="sm">
          {ofSearch('failed')} {problemTitle(error, ofParts)}
        </Text>
        <Button variant="default" size="xs" onClick={retry}>
          {ofParts('problem.retry')}
        </Button>
      </Group>
    );
  if (isPending)
    return (
      <Group role="status" justify="center" p="md" gap="xs">
        <Loader size="xs" aria-hidden />
        <Text size="sm" c="dimmed">
          {ofSearch('searching')}
        </Text>
      </Group>
    );
  return isEmpty ? <Spotlight.Empty>{t('commands.nothing')}</Spotlight.Empty> : null;
};

/** Places this person may go to, and what the open page offers. */
const useKnown = (): readonly Command[] => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const places = placesOf(useMe()).map(({ name, path }) => ({
    id: `place:${name}`,
    label: t(`places.${name}`),
    run: () => void navigate({ to: path }),
  }));
  return [...useRegisteredCommands(), ...places];
};
