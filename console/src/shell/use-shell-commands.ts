import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands, type Command } from '../parts/commands.ts';
import { keepLanguage } from '../parts/kept-language.ts';
import { useLanguage } from '../parts/use-language.ts';

/** What the command box can do wherever one is. */
export const useShellCommands = (): void => {
  const { t, i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const other = useLanguage() === 'tr' ? 'en' : 'tr';
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'theme',
        label: t(isDark ? 'theme.light' : 'theme.dark'),
        run: () => setColorScheme(isDark ? 'light' : 'dark'),
      },
      {
        id: 'language',
        label: other === 'tr' ? 'Türkçe' : 'English',
        run: () => {
          keepLanguage(other);
          void i18n.changeLanguage(other);
        },
      },
    ],
    [t, i18n, setColorScheme, isDark, other],
  );
  useCommands(commands);
};
