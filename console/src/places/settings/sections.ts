import { UserCircleIcon, UsersIcon } from '@heroicons/react/24/outline';
import { lazy, type ComponentType, type SVGProps } from 'react';
import { may, useMe } from '../../parts/me.ts';

/** A part of the settings, with an address of its own. Its words are `sections.<name>` of `settings.json`. */
interface Section {
  /** Also the end of its address. */
  name: string;
  icon: ComponentType<SVGProps<SVGSVGElement>>;
  /** Who lacks it does not see it; null: everybody's. */
  permission: string | null;
  page: ComponentType;
}

export const sections: readonly Section[] = [
  {
    name: 'account',
    icon: UserCircleIcon,
    permission: null,
    page: lazy(() => import('./account/account-page.tsx').then((it) => ({ default: it.AccountPage }))),
  },
  {
    name: 'people',
    icon: UsersIcon,
    permission: 'staff:read',
    page: lazy(() => import('./people/people-page.tsx').then((it) => ({ default: it.PeoplePage }))),
  },
];

/** Those of whoever is signed in. */
export const useSections = (): readonly Section[] => {
  const me = useMe();
  return sections.filter(({ permission }) => permission === null || may(me, permission));
};
