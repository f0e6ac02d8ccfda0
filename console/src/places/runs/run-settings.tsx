import { Anchor, Collapse, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { useLanguage } from '../../parts/use-language.ts';
import { unitsQuery } from './queries.ts';
import classes from './runs.module.css';

/** What may be said of a run beside its table, as `POST /v1/runs` takes it; empty: not said. */
export interface Settings extends Record<string, string> {
  name: string;
  replyDeadline: string;
  unit: string;
  numbers: string;
  document: string;
  note: string;
}

export const emptySettings: Settings = {
  ...{ name: '', replyDeadline: '', unit: '', numbers: '', document: '', note: '' },
};

/** Rarely needed, so folded away: name, last day, unit, manner of numbers, the paper. */
export const RunSettings = ({
  settings,
  change,
}: {
  settings: Settings;
  change: (settings: Settings) => void;
}) => {
  const { t } = useTranslation('runs');
  const [isOpen, { toggle }] = useDisclosure(false);
  const language = useLanguage();
  const units = useQuery({ ...unitsQuery, enabled: useMay('units:read') && isOpen }).data?.data ?? [];
  const set =
    (field: keyof Settings) =>
    (event: { currentTarget: { value: string } }): void =>
      change({ ...settings, [field]: event.currentTarget.value });
  const choices = (field: 'numbers' | 'document', values: readonly string[]) =>
    ['', ...values].map((value) => ({
      value,
      label: t(`settings.${field}Choices.${value === '' ? 'auto' : value}`),
    }));
  return (
    <div>
      <Anchor component="button" type="button" size="sm" onClick={toggle} aria-expanded={isOpen}>
        {t(isOpen ? 'settings.less' : 'settings.more')}
      </Anchor>
      <Collapse expanded={isOpen}>
        <div className={classes.fields} data-inset>
          <TextInput
            label={t('settings.name')}
            maxLength={120}
            value={settings.name}
            onChange={set('name')}
            placeholder={t('settings.namePlaceholder')}
          />
          <TextInput
            type="date"
            label={t('settings.replyDeadline')}
            description={t('settings.replyDeadlineText')}
            value={settings.replyDeadline}
            onChange={set('replyDeadline')}
          />
          <NativeSelect
            label={t('settings.numbers')}
            data={choices('numbers', ['tr', 'en'])}
            value={settings.numbers}
            onChange={set('numbers')}
          />
          <NativeSelect
            label={t('settings.unit')}
            data={[
              { value: '', label: t('settings.unitNone') },
              ...units
                .filter(({ isRetired }) => !isRetired)
                .map(({ code, names }) => ({ value: code, label: names[language].name })),
            ]}
            value={settings.unit}
            onChange={set('unit')}
          />
          <NativeSelect
            label={t('settings.document')}
            data={choices('document', ['pdf', 'none'])}
            value={settings.document}
            onChange={set('document')}
          />
          <Textarea
            label={t('settings.note')}
            description={t('settings.noteText')}
            maxLength={400}
            autosize
            minRows={1}
            value={settings.note}
            onChange={set('note')}
          />
        </div>
      </Collapse>
    </div>
  );
};
