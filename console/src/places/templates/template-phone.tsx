import { useTranslation } from 'react-i18next';
import { PhoneMessage } from '../../parts/phone-message.tsx';
import type { Template } from './queries.ts';

/** A template with these words as the phone shows it, its placeholders filled with the samples Meta was given. */
export const TemplatePhone = ({ template, body }: { template: Template; body: string }) => {
  const { t } = useTranslation('templates');
  return (
    <PhoneMessage
      label={t('phone')}
      body={body}
      values={new Map(template.parameters.map(({ name, sample }) => [name, sample]))}
      document={template.header === null ? null : t('file')}
      buttons={template.buttons}
      language={template.language}
    />
  );
};
