import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shape } from '../../../api/shapes.ts';
import { Tag, type Tone } from '../../../parts/tag.tsx';
import { useLanguage } from '../../../parts/use-language.ts';
import { When } from '../../../parts/when.tsx';
import { saidCheck } from './said-check.ts';
import classes from './setup.module.css';
import { connectionChecks, type Check } from './steps.ts';

interface Report {
  channel: { id: string; name: string };
  report: Shape<'SetupReport'>;
}

/** How each number is set up, in the words of `npm run doctor`. */
export const NumberStep = ({ reports }: { reports: readonly Report[] }) => {
  const { t } = useTranslation('settings', { keyPrefix: 'setup' });
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const ask = async (): Promise<void> => {
    setAsking(true);
    await queries.invalidateQueries({ queryKey: ['channels', 'checks'] });
    setAsking(false);
  };
  return (
    <>
      {reports.map(({ channel, report }) => (
        <div key={channel.id}>
          <Text size="sm" c="dimmed">
            <bdi>{channel.name}</bdi> · {t('checkedAt')} <When at={report.checkedAt} />
          </Text>
          <ul className={classes.checks} aria-label={t('checksOf', { name: channel.name })}>
            {connectionChecks(report.checks).map((check) => (
              <CheckLine key={check.check} check={check} />
            ))}
          </ul>
        </div>
      ))}
      <Button variant="default" size="sm" mt="xs" loading={isAsking} onClick={() => void ask()}>
        {t('checkAgain')}
      </Button>
    </>
  );
};

const tones: Readonly<Record<Check['state'], Tone>> = {
  ok: 'good',
  warning: 'warn',
  failed: 'bad',
  unknown: 'wait',
};

export const CheckLine = ({ check }: { check: Check }) => {
  const { t } = useTranslation('settings', { keyPrefix: 'setup' });
  const { title, state, wrong, mend } = saidCheck(check, useLanguage());
  return (
    <li>
      <div className={classes.head}>
        <Text span size="sm" fw={550}>
          {title}
        </Text>
        <Tag tone={tones[check.state]}>{state}</Tag>
      </div>
      {wrong !== '' && <Text size="sm">{wrong}</Text>}
      {mend !== '' && (
        <Text size="sm" c="dimmed">
          {t('mend')} {mend}
        </Text>
      )}
    </li>
  );
};
