import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Command } from '../parts/commands.ts';
import { useMe } from '../parts/me.ts';
import { searchProviders } from './search-providers.ts';

/** The product looks for no less, and for no more. */
const fewest = 3;
const most = 100;

export interface Found {
  groups: readonly { name: string; commands: readonly Command[] }[];
  /** What is shown is not yet of what is typed. */
  isPending: boolean;
  error: Error | null;
  retry(): void;
}

/** What the providers find by what is typed, once somebody has stopped typing for a moment. */
export const useFound = (typed: string): Found => {
  const text = typed.slice(0, most);
  const [asked] = useDebouncedValue(text, 200);
  const { permissions } = useMe();
  const { t } = useTranslation('search');
  const navigate = useNavigate();
  const providers = searchProviders({
    ...{ permissions, t },
    openCustomer: (customer) => void navigate({ to: '/customers', search: { customer } }),
    openRequest: (id) => void navigate({ to: '/requests/$id', params: { id } }),
  });
  const isAsked = asked.length >= fewest && providers.length > 0;
  // What was found by other words is not shown, not even for a moment: Enter would open it.
  const isOfText = isAsked && asked === text;
  const { data, isFetching, error, refetch } = useQuery({
    queryKey: ['search', asked],
    enabled: isAsked,
    // There is a button, and typing on asks again.
    retry: false,
    // What is typed is of nobody's concern a moment later.
    gcTime: 30_000,
    queryFn: ({ signal }) =>
      Promise.all(
        providers.map(async ({ name, search }) => ({ name, commands: await search(asked, signal) })),
      ),
  });
  return {
    groups: isOfText ? (data ?? []) : [],
    isPending: isFetching || (asked !== text && text.length >= fewest),
    error: isOfText ? error : null,
    retry: () => void refetch(),
  };
};
