import '@mantine/spotlight/styles.layer.css';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { MagnifyingGlassIcon } from '@heroicons/react/24/outline';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegisteredCommands, type Command } from '../parts/commands.ts';
import { useMe } from '../parts/me.ts';
import { placesOf } from './places.ts';
import { searchProviders } from './search-providers.ts';

const plain = (text: string): string =>
  text.toLocaleLowerCase('tr').replaceAll('ı', 'i').normalize('NFD').replace(/\p{M}/gu, '');

/** `Ctrl/⌘ K`: places, actions of the page that is open, and whatever the providers find. */
export const CommandBox = ({ close }: { close: () => void }) => {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  useEffect(() => spotlight.open(), []);
  const found = useFound(text.trim());
  const known = useKnown().filter(({ label }) => plain(label).includes(plain(text.trim())));
  const groups = [{ name: 'go', commands: known }, ...found.groups].filter(
    ({ commands }) => commands.length > 0,
  );
  return (
    <Spotlight.Root
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
      <Spotlight.ActionsList>
        {groups.map(({ name, commands }) => (
          <Spotlight.ActionsGroup key={name} label={t(`commands.groups.${name}`)}>
            {commands.map(({ id, label, hint, run }) => (
              <Spotlight.Action
                key={id}
                label={label}
                {...(hint === undefined ? {} : { description: hint })}
                onClick={() => {
                  close();
                  run();
                }}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && !found.isPending && (
          <Spotlight.Empty>{t('commands.nothing')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
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

const useFound = (text: string) => {
  const [asked] = useDebouncedValue(text, 150);
  const navigate = useNavigate();
  const go = (to: string): void => void navigate({ href: to });
  const { data, isFetching } = useQuery({
    queryKey: ['search', asked],
    enabled: asked.length >= 2,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const answers = await Promise.all(
        searchProviders(go).map(async ({ name, search }) => ({
          name,
          commands: await search(asked, signal).catch(() => []),
        })),
      );
      return answers;
    },
  });
  return { groups: asked.length >= 2 ? (data ?? []) : [], isPending: isFetching || asked !== text };
};
