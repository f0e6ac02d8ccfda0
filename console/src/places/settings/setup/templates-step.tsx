import { Anchor, Button, Checkbox, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../parts/me.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { CheckLine } from './number-step.tsx';
import { submitTemplates, syncTemplates, type TemplateLanguage } from './queries.ts';
import classes from './setup.module.css';
import type { Check } from './steps.ts';

/** Languages of customers. */
const languages = ['tr', 'en', 'ar'] as const satisfies readonly TemplateLanguage[];
const refresh = [['channels', 'checks'], ['templates']];

/** Puts the templates on the account, and shows how far their approval is. */
export const TemplatesStep = ({ checks }: { checks: readonly Check[] }) => {
  const { t } = useTranslation('settings', { keyPrefix: 'setup' });
  const mayWrite = useMay('templates:write');
  const [chosen, setChosen] = useState<string[]>(['tr']);
  const submit = useOrder({ send: submitTemplates, refresh, said: null });
  const sync = useOrder({ send: syncTemplates, refresh, said: t('templates.synced') });
  const found = checks.filter(({ check }) => check === 'templates');
  return (
    <>
      <ul className={classes.checks} aria-label={t('steps.templates.title')}>
        {found.map((check, at) => (
          <CheckLine key={at} check={check} />
        ))}
      </ul>
      {submit.data !== undefined && (
        <Text size="sm" role="status" fw={600}>
          {t('templates.queued', { count: submit.data.queued.length })}
        </Text>
      )}
      {mayWrite && (
        <Checkbox.Group label={t('templates.languages')} value={chosen} onChange={setChosen} my="xs">
          <Group gap="md" mt={4}>
            {languages.map((language) => (
              <Checkbox key={language} value={language} label={t(`templates.${language}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      <Group gap="sm" mt="xs">
        {mayWrite && (
          <>
            <Button
              size="sm"
              disabled={chosen.length === 0}
              loading={submit.isPending}
              onClick={() => submit.mutate(languages.filter((one) => chosen.includes(one)))}
            >
              {t('templates.submit')}
            </Button>
            <Button
              size="sm"
              variant="default"
              loading={sync.isPending}
              onClick={() => sync.mutate(undefined)}
            >
              {t('templates.sync')}
            </Button>
          </>
        )}
        <Anchor component={Link} to="/templates" size="sm">
          {t('templates.all')}
        </Anchor>
      </Group>
    </>
  );
};
