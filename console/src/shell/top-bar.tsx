import { ActionIcon, Group, Text, UnstyledButton } from '@mantine/core';
import { MagnifyingGlassIcon, QuestionMarkCircleIcon } from '@heroicons/react/24/outline';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../parts/me.ts';
import { openCommands, openKeys } from './command-keys.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Logo } from './logo.tsx';
import { PersonMenu } from './person-menu.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import classes from './top-bar.module.css';

const isApple = navigator.userAgent.includes('Mac');

export const TopBar = () => {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <div className={classes.bar}>
      <Link to="/" className={classes.home}>
        <Logo size={26} />
        <span className={classes.names}>
          <Text span fw={650} size="sm" lh={1.15} truncate>
            {me.tenant.name}
          </Text>
          <Text span size="xs" c="dimmed" lh={1.15}>
            Mutabık{me.demo && ` · ${t('demo')}`}
          </Text>
        </span>
      </Link>
      <UnstyledButton className={classes.search} onClick={openCommands}>
        <MagnifyingGlassIcon width={18} height={18} aria-hidden />
        <span className={classes.searchText}>{t('commands.open')}</span>
        <kbd className={classes.kbd}>{isApple ? '⌘' : 'Ctrl'} K</kbd>
      </UnstyledButton>
      <Group gap={4} wrap="nowrap" className={classes.tools}>
        <ActionIcon
          size="lg"
          visibleFrom="sm"
          onClick={openKeys}
          aria-label={t('keys.title')}
          title={t('keys.title')}
        >
          <QuestionMarkCircleIcon width={20} height={20} />
        </ActionIcon>
        <ThemeSwitch />
        <LanguageSwitch />
        <PersonMenu />
      </Group>
    </div>
  );
};
