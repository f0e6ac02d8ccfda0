import { Button, Text, UnstyledButton } from '@mantine/core';
import { KeyIcon, PlusIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../parts/me.ts';
import { Split } from '../../../parts/split.tsx';
import { EmptyState, ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { When } from '../../../parts/when.tsx';
import { Lead } from '../part.tsx';
import classes from '../settings.module.css';
import { useOpen } from '../use-open.ts';
import { KeyPanel } from './key-panel.tsx';
import { isOver, KeyState } from './key-state.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { keysQuery, type ApiKey } from './queries.ts';

/** Keys of programs: those that work first. */
export const KeysPage = () => {
  const { t } = useTranslation('settings-keys');
  const [openId, open] = useOpen();
  const { data, isPending, error, refetch } = useQuery(keysQuery);
  const [isMaking, setMaking] = useState(false);
  const mayMake = useMay('admin');
  const keys = [...(data ?? [])].sort((a, b) => Number(isOver(a)) - Number(isOver(b)));
  const opened = keys.find(({ id }) => id === openId);
  return (
    <>
      <Lead
        actions={
          mayMake && (
            <Button leftSection={<PlusIcon width={18} />} onClick={() => setMaking(true)}>
              {t('make.title')}
            </Button>
          )
        }
      >
        {t('lead')}
      </Lead>
      {isPending && <ListSkeleton />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data?.length === 0 && (
        <EmptyState icon={KeyIcon} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      )}
      {keys.length > 0 && (
        <Split
          label={t('key')}
          close={() => open(null)}
          list={
            <ul className={classes.rows} aria-label={t('keys')}>
              {keys.map((key) => (
                <KeyRow key={key.id} one={key} isOpen={key.id === openId} open={() => open(key.id)} />
              ))}
            </ul>
          }
          panel={opened === undefined ? null : <KeyPanel key={opened.id} one={opened} />}
        />
      )}
      {isMaking && <NewKeyDialog close={() => setMaking(false)} />}
    </>
  );
};

const KeyRow = ({ one, isOpen, open }: { one: ApiKey; isOpen: boolean; open: () => void }) => {
  const { t } = useTranslation('settings-keys');
  return (
    <li>
      <UnstyledButton className={classes.row} aria-current={isOpen ? 'true' : undefined} onClick={open}>
        <span className={classes.what}>
          <Text span size="sm" fw={600} truncate>
            <bdi>{one.name}</bdi>
          </Text>
          <Text span size="xs" c="dimmed">
            {one.lastUsedAt === null ? (
              t('neverUsed')
            ) : (
              <>
                {t('lastUsed')} <When at={one.lastUsedAt} />
              </>
            )}
          </Text>
        </span>
        <KeyState one={one} />
      </UnstyledButton>
    </li>
  );
};
