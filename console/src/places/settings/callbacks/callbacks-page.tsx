import { Button, Text, UnstyledButton } from '@mantine/core';
import { ArrowPathRoundedSquareIcon, PlusIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../parts/me.ts';
import { Split } from '../../../parts/split.tsx';
import { EmptyState, ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { Lead } from '../part.tsx';
import classes from '../settings.module.css';
import { useOpen } from '../use-open.ts';
import { EndpointDialog } from './endpoint-dialog.tsx';
import { EndpointPanel } from './endpoint-panel.tsx';
import { endpointsQuery, type Endpoint } from './queries.ts';

/** Addresses of the business system that are called when something happens. */
export const CallbacksPage = () => {
  const { t } = useTranslation('settings-callbacks');
  const [openName, open] = useOpen();
  const { data, isPending, error, refetch } = useQuery(endpointsQuery);
  const [isMaking, setMaking] = useState(false);
  const mayWrite = useMay('callbacks:write');
  const opened = data?.find(({ name }) => name === openName);
  return (
    <>
      <Lead
        actions={
          mayWrite && (
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
        <EmptyState icon={ArrowPathRoundedSquareIcon} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <Split
          label={t('endpoint')}
          close={() => open(null)}
          list={
            <ul className={classes.rows} aria-label={t('endpoints')}>
              {data.map((endpoint) => (
                <EndpointRow
                  key={endpoint.name}
                  endpoint={endpoint}
                  isOpen={endpoint.name === openName}
                  open={() => open(endpoint.name)}
                />
              ))}
            </ul>
          }
          panel={
            opened === undefined ? null : (
              <EndpointPanel key={opened.name} name={opened.name} closePanel={() => open(null)} />
            )
          }
        />
      )}
      {isMaking && <EndpointDialog seen={null} close={() => setMaking(false)} />}
    </>
  );
};

const EndpointRow = ({
  endpoint: { name, url, status },
  isOpen,
  open,
}: {
  endpoint: Endpoint;
  isOpen: boolean;
  open: () => void;
}) => {
  const { t } = useTranslation('settings-callbacks');
  return (
    <li>
      <UnstyledButton className={classes.row} aria-current={isOpen ? 'true' : undefined} onClick={open}>
        <span className={classes.what}>
          <Text span size="sm" fw={600} truncate>
            <bdi>{name}</bdi>
          </Text>
          <Text span size="xs" c="dimmed" truncate>
            <bdi>{url}</bdi>
          </Text>
        </span>
        <Tag tone={status === 'active' ? 'good' : 'bad'}>{t(`states.${status}`)}</Tag>
      </UnstyledButton>
    </li>
  );
};
