import { Menu, Text } from '@mantine/core';
import { ArrowRightStartOnRectangleIcon, KeyIcon, UserCircleIcon } from '@heroicons/react/24/outline';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../api/sign-in.ts';
import { forgetKept } from '../parts/keeps.ts';
import { useMe } from '../parts/me.ts';
import { sendWaiting } from '../parts/undoable.tsx';
import { PersonButton } from './person-button.tsx';

/** How they sign in, and out. Open from its first moment; the press that loads it came to another button. */
export const PersonItems = () => {
  const { t } = useTranslation();
  const me = useMe();
  const name = me.name ?? t('person.key');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      // Where Esc leads back to.
      button.current?.focus();
      setOpen(true);
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const out = async (): Promise<void> => {
    sendWaiting();
    await signIn.out().catch(() => undefined);
    await navigate({ to: '/sign-in' });
    // After the pages are gone: a draft that is still drawn would be kept again.
    forgetKept();
    queries.clear();
  };
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={260}>
      <Menu.Target>
        <PersonButton ref={button} />
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '8px 12px' }}>
          <Text fw={600} size="sm" truncate>
            {name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {[me.email, me.role === null ? null : t(`roles.${me.role}`, { defaultValue: me.role })]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<UserCircleIcon width={18} height={18} />}
          onClick={() => void navigate({ to: '/settings/{-$part}', params: { part: 'account' } })}
        >
          {t('person.account')}
        </Menu.Item>
        <Menu.Item
          leftSection={<KeyIcon width={18} height={18} />}
          onClick={() => void navigate({ to: '/set-up' })}
        >
          {t('person.security')}
        </Menu.Item>
        <Menu.Item
          leftSection={<ArrowRightStartOnRectangleIcon width={18} height={18} />}
          onClick={() => void out()}
        >
          {t('person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
