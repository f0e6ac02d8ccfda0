import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { keepLanguage } from '../parts/kept-language.ts';
import { useLanguage } from '../parts/use-language.ts';

/** Two languages: one button that names the other one, in its own words. */
export const LanguageSwitch = () => {
  const { i18n } = useTranslation();
  const other = useLanguage() === 'tr' ? 'en' : 'tr';
  const label = other === 'tr' ? 'Türkçe' : 'English';
  const change = (): void => {
    keepLanguage(other);
    void i18n.changeLanguage(other);
  };
  return (
    <ActionIcon
      size="lg"
      fz={13}
      fw={650}
      onClick={change}
      aria-label={`${other.toUpperCase()}: ${label}`}
      title={label}
      lang={other}
    >
      {other.toUpperCase()}
    </ActionIcon>
  );
};
