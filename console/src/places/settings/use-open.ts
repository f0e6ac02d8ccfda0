import { getRouteApi } from '@tanstack/react-router';

const route = getRouteApi('/frame/settings/{-$part}');

/** Which part of the settings the address names; undefined: all of them. */
export const usePart = (): string | undefined => route.useParams().part;

/** What is open beside the list, as the address says it, and what opens another; null closes. */
export const useOpen = (): readonly [string | undefined, (open: string | null) => void] => {
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  return [open, (next) => void navigate({ search: next === null ? {} : { open: next } })];
};
