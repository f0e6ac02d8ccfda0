import { useNetwork } from '@mantine/hooks';
import { SignalSlashIcon } from '@heroicons/react/24/outline';
import { useTranslation } from 'react-i18next';
import classes from './offline-banner.module.css';

/** Says that there is no network; goes by itself. */
export const OfflineBanner = () => {
  const { t } = useTranslation();
  const { online } = useNetwork();
  if (online) return null;
  return (
    <div className={classes.banner} role="status">
      <SignalSlashIcon width={18} height={18} aria-hidden />
      {t('offline')}
    </div>
  );
};
