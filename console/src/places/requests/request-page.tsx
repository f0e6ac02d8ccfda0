import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { ChevronLeftIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerName } from '../../parts/customer-name.tsx';
import { Facts } from '../../parts/facts.tsx';
import { useMay } from '../../parts/me.ts';
import { Page } from '../../parts/page.tsx';
import { RequestLines } from '../../parts/request-lines.tsx';
import { requestQuery } from '../../parts/request.ts';
import { ItemSkeleton, ProblemState } from '../../parts/states.tsx';
import { useReason } from '../../parts/use-reason.ts';
import { When } from '../../parts/when.tsx';
import type { Request } from './filter.ts';
import { Proof } from './proof.tsx';
import { RequestActions } from './request-actions.tsx';
import classes from './request-page.module.css';
import { Shown } from './shown.tsx';
import { StateTag } from './state-tag.tsx';
import { Timeline } from './timeline.tsx';
import { Versions } from './versions.tsx';
import { wordOf } from './words.ts';

const route = getRouteApi('/frame/requests/$id');

/** One request: what was asked, what was shown, what was answered, how it went, and the proof. */
export const RequestPage = () => {
  const { t } = useTranslation('requests');
  const { id } = route.useParams();
  const { data, isPending, error, refetch } = useQuery(requestQuery(id));
  const title = data === undefined ? t('request') : `${t(`kinds.${data.kind}`)} · ${data.reference}`;
  return (
    <Page title={title} actions={data && <RequestActions request={data} />}>
      <Group gap="sm" mt={-8}>
        <Anchor component={Link} to="/requests" size="sm" className={classes.back}>
          <ChevronLeftIcon width={16} height={16} aria-hidden />
          {t('title')}
        </Anchor>
        {data && <StateTag request={data} />}
        {data && <Versions request={data} />}
      </Group>
      {isPending && <ItemSkeleton />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data && <Whole request={data} />}
    </Page>
  );
};

const Whole = ({ request }: { request: Request }) => {
  const { t } = useTranslation('requests');
  const reasonOf = useReason();
  const [mayChat, mayCustomers] = [useMay('conversations:read'), useMay('customers:read')];
  return (
    <div className={classes.columns}>
      <Stack gap="lg">
        <Section title={t('answers')}>
          <RequestLines lines={request.lines} />
          {request.reason !== null && (
            <Text size="sm" dir="auto" className={classes.words}>
              {t('reason')}: {reasonOf(request.reason)}
            </Text>
          )}
          {request.lines.length === 0 && request.reason === null && (
            <Text size="sm" c="dimmed">
              {request.history.length > 0 && wordOf(t, request.history.at(-1)?.what ?? '')}
            </Text>
          )}
        </Section>
        {mayChat && mayCustomers && (
          <Section title={t('shown')}>
            <Shown id={request.id} />
          </Section>
        )}
      </Stack>
      <Stack gap="lg">
        <Section title={t('about')}>
          <Facts
            facts={[
              [t('columns.customer'), <CustomerName key="name" customer={request.customerRef} />],
              [t('contact'), request.contactRef],
              [t('columns.created'), <When key="created" at={request.createdAt} full />],
              [t('columns.due'), <When key="due" at={request.dueAt} full />],
              [t('closedAt'), request.closedAt && <When key="closed" at={request.closedAt} full />],
              [t('event'), request.eventId],
            ]}
          />
        </Section>
        <Section title={t('timeline')}>
          <Timeline request={request} />
        </Section>
        {mayChat && mayCustomers && (
          <Section title={t('proof')}>
            <Proof request={request} />
          </Section>
        )}
      </Stack>
    </div>
  );
};

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={classes.section} aria-label={title}>
    <Title order={2} className={classes.heading}>
      {title}
    </Title>
    {children}
  </section>
);
