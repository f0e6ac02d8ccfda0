import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../parts/me.ts';
import classes from './rail.module.css';
import { placesOf } from './places.ts';
import { Waiting } from './waiting.tsx';

/** The places, from the top. On narrow screens their names are in the tooltip of the browser and for screen readers. */
export const Rail = () => {
  const { t } = useTranslation();
  return (
    <nav className={classes.rail} aria-label={t('rail')}>
      {placesOf(useMe()).map(({ name, path, icon: Icon }) => (
        <Link
          key={name}
          to={path}
          className={classes.item}
          activeProps={{ 'data-active': true }}
          title={t(`places.${name}`)}
        >
          <Icon width={20} height={20} aria-hidden />
          <span className={classes.label}>{t(`places.${name}`)}</span>
          {name === 'today' && <Waiting />}
        </Link>
      ))}
    </nav>
  );
};
