import { Button, Code, Collapse, Stack, Text, UnstyledButton } from '@mantine/core';
import { DevicePhoneMobileIcon } from '@heroicons/react/24/outline';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../parts/amount.ts';
import { Facts } from '../../../parts/facts.tsx';
import { EmptyState, ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { useLanguage } from '../../../parts/use-language.ts';
import { When } from '../../../parts/when.tsx';
import { Lead, Part } from '../part.tsx';
import classes from '../settings.module.css';
import { useWord } from '../use-word.ts';
import { channelsQuery, newsQuery, type Channel, type News } from './queries.ts';

/** The WhatsApp numbers: whether the platform takes what we send, and what it told about them. */
export const NumbersPage = () => {
  const { t } = useTranslation('settings-numbers');
  const { data, isPending, error, refetch } = useQuery(channelsQuery);
  return (
    <>
      <Lead>{t('lead')}</Lead>
      {isPending && <ListSkeleton rows={2} height={120} />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data?.length === 0 && (
        <EmptyState icon={DevicePhoneMobileIcon} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      )}
      <Stack gap="xl">
        {data?.map((channel) => (
          <OneNumber key={channel.id} channel={channel} />
        ))}
      </Stack>
    </>
  );
};

const State = ({ channel: { trouble, status } }: { channel: Channel }) => {
  const { t } = useTranslation('settings-numbers');
  if (trouble !== null) return <Tag tone="bad">{t('states.trouble')}</Tag>;
  return status === 'active' ? (
    <Tag tone="good">{t('states.active')}</Tag>
  ) : (
    <Tag tone="warn">{t('states.paused')}</Tag>
  );
};

const OneNumber = ({ channel }: { channel: Channel }) => {
  const { t } = useTranslation('settings-numbers');
  const word = useWord('settings-numbers');
  const language = useLanguage();
  const { name, phoneNumberId, wabaId, createdAt, trouble, dailyLimit, id } = channel;
  return (
    <Part title={name} actions={<State channel={channel} />}>
      <Stack gap="md">
        {trouble !== null && (
          <div className={classes.notice} role="status">
            <Text size="sm" fw={600}>
              {word(`trouble.${String(trouble.code)}`, t('trouble.other'))}
            </Text>
            <Text size="sm">
              {t('trouble.text', { code: trouble.code })} <When at={trouble.since} full />
            </Text>
          </div>
        )}
        <Facts
          facts={[
            [
              t('dailyLimit'),
              dailyLimit === null ? (
                t('notTold')
              ) : (
                <span key="limit">
                  {dailyLimit.people === null
                    ? t('unlimited')
                    : t('people', { people: formatCount(dailyLimit.people, language) })}{' '}
                  (<When at={dailyLimit.at} />)
                </span>
              ),
            ],
            [
              t('phoneNumberId'),
              <span key="phone" className={classes.id}>
                {phoneNumberId}
              </span>,
            ],
            [
              t('wabaId'),
              <span key="waba" className={classes.id}>
                {wabaId}
              </span>,
            ],
            [t('since'), <When key="since" at={createdAt} full />],
          ]}
        />
        <NewsList channelId={id} />
      </Stack>
    </Part>
  );
};

const NewsList = ({ channelId }: { channelId: string }) => {
  const { t } = useTranslation('settings-numbers');
  const { data, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(newsQuery(channelId));
  const news = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Part level={3} title={t('news.title')}>
      {isPending && <ListSkeleton rows={3} />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data !== undefined && news.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('news.none')}
        </Text>
      )}
      {news.length > 0 && (
        <ul className={classes.rows}>
          {news.map((one) => (
            <NewsRow key={one.id} news={one} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          mt={8}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('news.more')}
        </Button>
      )}
    </Part>
  );
};

const NewsRow = ({ news: { field, event, subject, at, details } }: { news: News }) => {
  const { t } = useTranslation('settings-numbers');
  const word = useWord('settings-numbers');
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <UnstyledButton className={classes.row} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className={classes.what}>
          <Text span size="sm" fw={550}>
            {word(`fields.${field}`, field)}
          </Text>
          <Text span size="xs" c="dimmed">
            <When at={at} />
            {subject !== null && (
              <>
                {' · '}
                <bdi>{subject}</bdi>
              </>
            )}
          </Text>
        </span>
        {event !== null && <Tag>{event}</Tag>}
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        {isOpen && (
          <div className={classes.inside}>
            {details === null ? (
              <Text size="sm">{t('news.tooMuch')}</Text>
            ) : (
              <Code block>{JSON.stringify(details, null, 2)}</Code>
            )}
          </div>
        )}
      </Collapse>
    </li>
  );
};
