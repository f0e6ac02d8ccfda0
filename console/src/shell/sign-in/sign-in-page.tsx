import { Anchor, Group, Text, Title } from '@mantine/core';
import { ArrowTopRightOnSquareIcon } from '@heroicons/react/24/outline';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../../parts/me.ts';
import { LanguageSwitch } from '../language-switch.tsx';
import { Logo } from '../logo.tsx';
import { ThemeSwitch } from '../theme-switch.tsx';
import { offerQuery } from '../../parts/sign-in-offer.ts';
import { SignInCard } from './sign-in-card.tsx';
import classes from './sign-in-page.module.css';

/** Is there something at this address of ours? Pages that are switched off are not linked. */
const isThere = (path: string) => ({
  queryKey: ['is-there', path],
  queryFn: async () => (await fetch(path, { method: 'HEAD', redirect: 'manual' })).ok,
  retry: false,
  staleTime: Infinity,
});

/** Signed out: what this is, in two sentences, and the way in. */
export const SignInPage = () => {
  const { t } = useTranslation();
  const { next, problem, factors } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const router = useRouter();
  const queries = useQueryClient();
  const offer = useQuery(offerQuery);
  useEffect(() => {
    document.title = `${t('signIn.title')} · Mutabık`;
  }, [t]);
  const done = async (toSetUp: boolean): Promise<void> => {
    await queries.resetQueries(meQuery);
    if (toSetUp) await navigate({ to: '/set-up', search: next === undefined ? {} : { next } });
    else if (next === undefined) await navigate({ to: '/' });
    else router.history.push(`/console${next}`);
  };
  return (
    <main className={classes.page}>
      <section className={classes.told}>
        <Group gap="sm">
          <Logo size={36} />
          <Text fw={700} fz={20}>
            Mutabık
          </Text>
        </Group>
        <div className={classes.words}>
          <Title order={1} className={classes.title}>
            {t('landing.title')}
          </Title>
          <Text className={classes.text}>{t('landing.text')}</Text>
        </div>
        <Links />
      </section>
      <section className={classes.way}>
        <Group className={classes.tools} gap={4}>
          <ThemeSwitch />
          <LanguageSwitch />
        </Group>
        <div className={classes.card}>
          <Title order={2} fz={22}>
            {t('signIn.title')}
          </Title>
          <Text c="dimmed" size="sm" mb="lg">
            {offer.data?.tenantName ?? '\u00a0'}
          </Text>
          <SignInCard elsewhere={{ problem, factors }} done={(toSetUp) => void done(toSetUp)} />
        </div>
      </section>
    </main>
  );
};

const Links = () => {
  const { t } = useTranslation();
  const phone = useQuery(isThere('/simulator/'));
  const reference = useQuery(isThere('/docs'));
  return (
    <Group gap="lg" mih={24}>
      {phone.data === true && <OutLink href="/simulator/">{t('landing.phone')}</OutLink>}
      {reference.data === true && <OutLink href="/docs">{t('landing.reference')}</OutLink>}
    </Group>
  );
};

const OutLink = ({ href, children }: { href: string; children: string }) => (
  <Anchor href={href} className={classes.link}>
    {children}
    <ArrowTopRightOnSquareIcon width={16} height={16} aria-hidden />
  </Anchor>
);
