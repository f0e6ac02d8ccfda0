import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Trigger } from './queries.ts';
import classes from './rules.module.css';
import { useWords } from './use-words.ts';

type Warning = NonNullable<Trigger['warnings']>[number];

/** A warning that this console does not know says it in the words it came with. */
interface Told {
  code: string;
  message?: string;
  title?: string;
  detail?: string;
}

/** What a person should look at; nothing of it stops them. */
export const Warnings = ({ warnings }: { warnings: readonly Warning[] }) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  if (warnings.length === 0) return null;
  const said = (warning: Warning): string => {
    const { code, title, detail, message = code }: Told = warning;
    const part = /^when/.test(warning.field) ? 'when' : /escalate/.test(warning.field) ? 'escalate' : 'then';
    if (code === 'reaches_nobody') return t(`warnings.reaches_nobody_${part}`);
    return words.of(
      'warnings',
      code,
      [title, detail ?? message].filter((one) => one !== undefined).join(': '),
    );
  };
  return (
    <div className={classes.notice} role="status">
      <Text size="sm" fw={600}>
        {t('warnings.title')}
      </Text>
      <ul>
        {warnings.map((warning, at) => (
          <li key={`${warning.code}${String(at)}`}>
            {said(warning)}
            {warning.code === 'never_reached' && <bdi> ({warning.message.split(' ')[0]})</bdi>}
          </li>
        ))}
      </ul>
    </div>
  );
};
