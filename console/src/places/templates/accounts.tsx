import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/when.tsx';
import { accountsQuery, type Account } from './queries.ts';
import classes from './templates.module.css';

/** When each account was read, and why not. */
export const Accounts = () => {
  const { data } = useQuery(accountsQuery);
  return data?.data.map((account) => <AccountLine key={account.accountId} account={account} />);
};

const AccountLine = ({ account: { accountId, readAt, problem, others } }: { account: Account }) => {
  const { t } = useTranslation('templates');
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t('account.name', { id: accountId })} ·{' '}
        {readAt === null ? (
          t('account.notRead')
        ) : (
          <>
            {t('account.readAt')} <When at={readAt} />
          </>
        )}
        {others > 0 && ` · ${t('account.others', { count: others })}`}
      </Text>
      {problem !== null && (
        <div className={classes.notice} role="status">
          {t(`causes.${problem.cause}`, { defaultValue: t('causes.other') })}
          {problem.explanation !== null && (
            <>
              {' '}
              <bdi>“{problem.explanation}”</bdi>
            </>
          )}
        </div>
      )}
    </div>
  );
};
