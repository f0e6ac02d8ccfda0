import { useTranslation } from 'react-i18next';

/** Who did it, as the API names them. */
export const By = ({ name }: { name: string }) => {
  const { t } = useTranslation('rules');
  return <bdi>{name === 'system' ? t('system') : name}</bdi>;
};
