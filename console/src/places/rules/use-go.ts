import { getRouteApi } from '@tanstack/react-router';
import type { RulesSearch } from './views.ts';

const route = getRouteApi('/frame/rules');

/** Opens something in the panel; the list beside it stays as it is narrowed. */
export const useGo = (): ((open: Pick<RulesSearch, 'rule' | 'tab' | 'copy' | 'fresh'>) => void) => {
  const navigate = route.useNavigate();
  return (open) =>
    void navigate({
      search: ({ rule: _rule, tab: _tab, copy: _copy, fresh: _fresh, ...rest }) => ({ ...rest, ...open }),
    });
};
