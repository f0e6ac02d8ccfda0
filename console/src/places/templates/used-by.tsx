import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { Part } from './part.tsx';
import type { Template } from './queries.ts';
import classes from './templates.module.css';
import { useTitleOf } from './title-of.ts';

/** Where it is used: by itself, by which rules, and what it is made of. */
export const UsedBy = ({ template: { base, usedBy } }: { template: Template }) => {
  const { t } = useTranslation('templates');
  const titleOf = useTitleOf();
  const mayReadRules = useMay('triggers:read');
  const { notices, rules } = usedBy;
  return (
    <Part title={t('used.title')}>
      {base !== null && <Text size="sm">{t('used.madeOf', { title: titleOf(base) })}</Text>}
      {notices.length > 0 && <Text size="sm">{t('used.byItself')}</Text>}
      {rules.length === 0 && notices.length === 0 && <Text size="sm">{t('used.nowhere')}</Text>}
      {rules.length > 0 && (
        <ul className={classes.plain}>
          {rules.map(({ id, name }) => (
            <li key={id}>
              <Text size="sm">
                {t('used.rule')}{' '}
                {mayReadRules ? (
                  <Anchor href={`/console/rules?rule=${id}`} size="sm">
                    <bdi>{name}</bdi>
                  </Anchor>
                ) : (
                  <bdi>{name}</bdi>
                )}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
};
