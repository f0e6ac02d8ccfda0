import {
  ArchiveBoxXMarkIcon,
  ArrowPathRoundedSquareIcon,
  BanknotesIcon,
  CalendarDaysIcon,
  ChatBubbleBottomCenterTextIcon,
  DevicePhoneMobileIcon,
  KeyIcon,
  RocketLaunchIcon,
  ScaleIcon,
  UserCircleIcon,
  UsersIcon,
} from '@heroicons/react/24/outline';
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

const sections: readonly Section[] = [
  {
    name: 'account',
    icon: UserCircleIcon,
    permission: null,
    page: lazy(() => import('./account/account-page.tsx').then((it) => ({ default: it.AccountPage }))),
  },
  {
    name: 'setup',
    icon: RocketLaunchIcon,
    permission: 'channels:write',
    page: lazy(() => import('./setup/setup-page.tsx').then((it) => ({ default: it.SetupPage }))),
  },
  {
    name: 'people',
    icon: UsersIcon,
    permission: 'staff:read',
    page: lazy(() => import('./people/people-page.tsx').then((it) => ({ default: it.PeoplePage }))),
  },
  {
    name: 'numbers',
    icon: DevicePhoneMobileIcon,
    permission: 'channels:read',
    page: lazy(() => import('./numbers/numbers-page.tsx').then((it) => ({ default: it.NumbersPage }))),
  },
  {
    name: 'replies',
    icon: ChatBubbleBottomCenterTextIcon,
    permission: 'conversations:read',
    page: lazy(() => import('./replies/replies-page.tsx').then((it) => ({ default: it.RepliesPage }))),
  },
  {
    name: 'calendar',
    icon: CalendarDaysIcon,
    permission: 'triggers:read',
    page: lazy(() => import('./calendar/calendar-page.tsx').then((it) => ({ default: it.CalendarPage }))),
  },
  {
    name: 'units',
    icon: ScaleIcon,
    permission: 'units:read',
    page: lazy(() => import('./units/units-page.tsx').then((it) => ({ default: it.UnitsPage }))),
  },
  {
    name: 'costs',
    icon: BanknotesIcon,
    permission: 'costs:read',
    page: lazy(() => import('./costs/costs-page.tsx').then((it) => ({ default: it.CostsPage }))),
  },
  {
    name: 'keys',
    icon: KeyIcon,
    permission: 'admin',
    page: lazy(() => import('./keys/keys-page.tsx').then((it) => ({ default: it.KeysPage }))),
  },
  {
    name: 'callbacks',
    icon: ArrowPathRoundedSquareIcon,
    permission: 'callbacks:read',
    page: lazy(() => import('./callbacks/callbacks-page.tsx').then((it) => ({ default: it.CallbacksPage }))),
  },
  {
    name: 'given-up',
    icon: ArchiveBoxXMarkIcon,
    permission: 'deadletters:read',
    page: lazy(() => import('./given-up/given-up-page.tsx').then((it) => ({ default: it.GivenUpPage }))),
  },
];

/** Those of whoever is signed in. */
export const useSections = (): readonly Section[] => {
  const me = useMe();
  return sections.filter(({ permission }) => permission === null || may(me, permission));
};
