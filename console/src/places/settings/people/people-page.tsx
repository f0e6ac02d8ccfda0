import { Button, Text, UnstyledButton } from '@mantine/core';
import { UserPlusIcon, UsersIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '../../../parts/me.ts';
import { Split } from '../../../parts/split.tsx';
import { EmptyState, ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { When } from '../../../parts/when.tsx';
import { Lead } from '../part.tsx';
import classes from '../settings.module.css';
import { useOpen } from '../use-open.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { PersonPanel } from './person-panel.tsx';
import { PersonState } from './person-state.tsx';
import { peopleQuery, type Person } from './queries.ts';
import { appointedBy } from './roles.ts';

/** Who works here: invited, in, shut out; one of them beside the list. */
export const PeoplePage = () => {
  const { t } = useTranslation('settings-people');
  const [openId, open] = useOpen();
  const { data, isPending, error, refetch } = useQuery(peopleQuery);
  const [isInviting, setInviting] = useState(false);
  const mayInvite = [useMay('staff:write'), appointedBy(useMe().role).length > 0].every(Boolean);
  const opened = data?.find(({ id }) => id === openId);
  return (
    <>
      <Lead
        actions={
          mayInvite && (
            <Button leftSection={<UserPlusIcon width={18} />} onClick={() => setInviting(true)}>
              {t('invite.title')}
            </Button>
          )
        }
      >
        {t('lead')}
      </Lead>
      {isPending && <ListSkeleton />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data?.length === 0 && (
        <EmptyState icon={UsersIcon} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <Split
          label={t('person')}
          close={() => open(null)}
          list={
            <ul className={classes.rows} aria-label={t('people')}>
              {data.map((person) => (
                <PersonRow
                  key={person.id}
                  person={person}
                  isOpen={person.id === openId}
                  open={() => open(person.id)}
                />
              ))}
            </ul>
          }
          panel={opened === undefined ? null : <PersonPanel key={opened.id} person={opened} />}
        />
      )}
      {isInviting && <InviteDialog close={() => setInviting(false)} />}
    </>
  );
};

const PersonRow = ({ person, isOpen, open }: { person: Person; isOpen: boolean; open: () => void }) => {
  const { t } = useTranslation('settings-people');
  const { name, email, role, lastSignInAt, id } = person;
  const isMe = useMe().id === id;
  return (
    <li>
      <UnstyledButton className={classes.row} aria-current={isOpen ? 'true' : undefined} onClick={open}>
        <span className={classes.what}>
          <Text span size="sm" fw={600} truncate>
            <bdi>{name}</bdi>
            {isMe && ` (${t('you')})`}
          </Text>
          <Text span size="xs" c="dimmed" truncate>
            <bdi>{email ?? t('noEmail')}</bdi>
            {lastSignInAt !== null && (
              <>
                {' · '}
                {t('lastSeen')} <When at={lastSignInAt} />
              </>
            )}
          </Text>
        </span>
        <span className={classes.marks}>
          <PersonState person={person} />
          <Tag>{t(`roles.${role}.name`)}</Tag>
        </span>
      </UnstyledButton>
    </li>
  );
};
