import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { without, type TellPart } from './form-part.ts';
import { templatesQuery, type Rule, type RuleType } from './queries.ts';
import { promptOf } from './rule-type.ts';

/** In which words it is said: those of the type, or a template of one's own that fits; nothing where there is none. */
export const TemplateField = ({ type, rule, ...part }: TellPart & { type: RuleType; rule: Rule }) => {
  const { t } = useTranslation('rules');
  const { tell, change, errorAt, where } = part;
  const { data = [] } = useQuery(templatesQuery);
  const prompt = promptOf(rule, type);
  const chosen = tell.template ?? '';
  const fitting = new Set(
    data.filter((one) => one.base !== null && one.prompt === prompt).map(({ name }) => name),
  );
  const names = [...new Set([...fitting, ...(chosen === '' ? [] : [chosen])])].toSorted();
  if (names.length === 0) return null;
  return (
    <NativeSelect
      label={t('template.title')}
      description={t('template.text')}
      data={[
        { value: '', label: t('template.usual') },
        ...names.map((name) => ({ value: name, label: name })),
      ]}
      value={chosen}
      error={errorAt(`${where}.template`)}
      onChange={(event) => {
        const template = event.currentTarget.value;
        change(without(tell, 'template', template !== '' && { template }));
      }}
    />
  );
};
