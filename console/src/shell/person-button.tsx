import { Avatar, UnstyledButton } from '@mantine/core';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../parts/me.ts';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .filter((letter) => /\p{L}/u.test(letter))
    .slice(0, 2)
    .join('')
    .toLocaleUpperCase('tr');

/** Who is signed in; its press opens their menu. */
export const PersonButton = (props: Omit<ComponentProps<'button'>, 'color' | 'style'>) => {
  const { t } = useTranslation();
  const me = useMe();
  const name = me.name ?? t('person.key');
  return (
    <UnstyledButton
      aria-haspopup="menu"
      {...props}
      aria-label={`${initials(name)}: ${t('person.menu', { name })}`}
    >
      <Avatar size={32} radius="xl" color="accent" variant="filled" aria-hidden>
        {initials(name)}
      </Avatar>
    </UnstyledButton>
  );
};
