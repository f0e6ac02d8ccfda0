import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { EllipsisHorizontalIcon } from '@heroicons/react/24/outline';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../parts/me.ts';
import type { Place } from '../parts/place.ts';
import classes from './bottom-bar.module.css';
import { placesOf } from './places.ts';

const MoreDrawer = lazy(() =>
  import('./more-drawer.tsx').then(({ MoreDrawer: drawer }) => ({ default: drawer })),
);

const shown = 4;

/** The bar of small screens: what one does on the way first, the rest behind “more”. */
export const BottomBar = () => {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure(false);
  const places = placesOf(useMe());
  const first = [...places]
    .sort((a, b) => Number(b.onPhone ?? false) - Number(a.onPhone ?? false))
    .slice(0, places.length <= shown + 1 ? shown + 1 : shown);
  const rest = places.filter((place) => !first.includes(place));
  return (
    <nav className={classes.bar} aria-label={t('rail')}>
      {first.map((place) => (
        <BarItem key={place.name} place={place} />
      ))}
      {rest.length > 0 && (
        <UnstyledButton className={classes.item} onClick={open}>
          <EllipsisHorizontalIcon width={22} height={22} aria-hidden />
          <span>{t('more')}</span>
        </UnstyledButton>
      )}
      <Suspense fallback={null}>
        {isOpen && (
          <MoreDrawer close={close} title={t('more')}>
            {rest.map((place) => (
              <BarItem key={place.name} place={place} onClick={close} />
            ))}
          </MoreDrawer>
        )}
      </Suspense>
    </nav>
  );
};

const BarItem = ({ place: { name, path, icon: Icon }, onClick }: { place: Place; onClick?: () => void }) => {
  const { t } = useTranslation();
  return (
    <Link
      to={path}
      className={classes.item}
      activeProps={{ 'data-active': true }}
      {...(onClick === undefined ? {} : { onClick })}
    >
      <Icon width={22} height={22} aria-hidden />
      <span>{t(`places.${name}`)}</span>
    </Link>
  );
};
