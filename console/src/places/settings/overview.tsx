import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSections } from './sections.ts';
import classes from './settings.module.css';

/** What there is to set, in a line each. */
export const Overview = () => {
  const { t } = useTranslation('settings');
  return (
    <ul className={classes.cards}>
      {useSections().map(({ name, icon: Icon }) => (
        <li key={name}>
          <Link to="/settings/{-$part}" params={{ part: name }} className={classes.card}>
            <Icon width={22} height={22} aria-hidden />
            <span>
              <strong>{t(`sections.${name}.title`)}</strong>
              <small>{t(`sections.${name}.text`)}</small>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
};
