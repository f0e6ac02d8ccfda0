import { Button, Group, List, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.ts';
import { useOrder } from '../../parts/use-order.ts';
import { WordDiff } from '../../parts/word-diff.tsx';
import { saveDraft, seenOf, templatesQuery, type Template } from './queries.ts';
import { lastFallbackOf, lastWordsOf, standInsFor } from './shown.ts';
import { TemplatePhone } from './template-phone.tsx';
import classes from './templates.module.css';

const maxLength = 1_024;

/** Each thing that is wrong with the words is named. */
const isRefused = (problem: Error | null): problem is ApiProblem =>
  problem instanceof ApiProblem && problem.fields.length > 0;

/** Somebody else wrote since the form was opened. */
const isOutdated = (problem: Error | null): boolean =>
  problem instanceof ApiProblem && problem.status === 412;

/** `missing_variable: {{ref}} has to be in it` → its rule in words, and which placeholder it is about. */
const useRuleWords = () => {
  const { t } = useTranslation('templates');
  return (message: string): string => {
    const [, rule = '', detail = ''] = /^(\w+): (.*)$/s.exec(message) ?? [];
    const about = /\{\{\w+\}\}/.exec(detail)?.[0];
    const words = t(`rules.${rule}`, { defaultValue: message });
    return about === undefined ? words : `${words} ${about}`;
  };
};

/** Writes own words beside the phone that shows them; what nobody would take is said in words, and what was typed stays. */
export const WordsForm = ({ template, close }: { template: Template; close: () => void }) => {
  const { t } = useTranslation('templates');
  // The template is asked again while somebody types: what they saw is what they began from.
  const [seen] = useState(() => seenOf(template));
  const [body, setBody] = useState(lastWordsOf(template));
  const [fallback, setFallback] = useState(lastFallbackOf(template));
  const field = useRef<HTMLTextAreaElement>(null);
  const order = useOrder({
    send: saveDraft,
    refresh: [['templates']],
    said: t('own.saved'),
    after: close,
    isToldThere: (problem) => isRefused(problem) || isOutdated(problem),
  });
  const insert = (name: string): void => {
    const at = field.current?.selectionStart ?? body.length;
    setBody(`${body.slice(0, at)}{{${name}}}${body.slice(field.current?.selectionEnd ?? at)}`);
    field.current?.focus();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        order.mutate({ seen, body, fallback });
      }}
    >
      <Stack gap="sm">
        <Textarea
          ref={field}
          label={t('own.words')}
          description={t('own.length', { length: body.length, most: maxLength })}
          autosize
          minRows={6}
          maxRows={18}
          dir="auto"
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <Placeholders template={template} body={body} insert={insert} />
        <Refused problem={order.error} />
        {isOutdated(order.error) && (
          <Outdated
            template={template}
            body={body}
            replace={() => order.mutate({ seen: seenOf(template), body, fallback })}
          />
        )}
        <Meanwhile template={template} fallback={fallback} choose={setFallback} />
        <TemplatePhone template={template} body={body} />
        <Group gap="xs">
          <Button type="submit" loading={order.isPending} disabled={body.trim() === ''}>
            {t('own.save')}
          </Button>
          <Button variant="subtle" onClick={close}>
            {t('close')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** No template has this name: they are of small letters. */
const waiting = 'WAIT';

/** What goes until the words are approved, and whenever they are stopped. */
const Meanwhile = ({
  template,
  fallback,
  choose,
}: {
  template: Template;
  fallback: string | null;
  choose: (fallback: string | null) => void;
}) => {
  const { t } = useTranslation('templates');
  const { data = [] } = useQuery(templatesQuery);
  const isNamed = template.base !== null;
  return (
    <NativeSelect
      label={t('own.meanwhile')}
      description={t('own.meanwhileText')}
      data={[
        {
          value: template.base ?? template.name,
          label: t(isNamed ? 'own.goesBase' : 'own.goesProduct', { name: template.base }),
        },
        ...standInsFor(template, data).map((name) => ({ value: name, label: t('own.goesOther', { name }) })),
        { value: waiting, label: t('own.goesNothing') },
      ]}
      value={fallback ?? waiting}
      onChange={({ currentTarget: { value } }) => choose(value === waiting ? null : value)}
    />
  );
};

/** Placeholders of the template: each has to be there once at least. */
const Placeholders = ({
  template: { parameters },
  body,
  insert,
}: {
  template: Template;
  body: string;
  insert: (name: string) => void;
}) => {
  const { t } = useTranslation('templates');
  if (parameters.length === 0) return null;
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4}>
        {t('own.placeholders')}
      </Text>
      <Group gap={6}>
        {parameters.map(({ name, sample }) => (
          <button
            key={name}
            type="button"
            className={classes.chip}
            data-missing={!body.includes(`{{${name}}}`) || undefined}
            title={sample}
            onClick={() => insert(name)}
          >
            {`{{${name}}}`}
          </button>
        ))}
      </Group>
    </div>
  );
};

const Refused = ({ problem }: { problem: Error | null }) => {
  const { t } = useTranslation('templates');
  const ruleWords = useRuleWords();
  if (!isRefused(problem)) return null;
  return (
    <div className={classes.notice} role="alert">
      <Text size="sm" fw={600}>
        {t('own.refused')}
      </Text>
      <List size="sm" spacing={2}>
        {problem.fields.map(({ message }, index) => (
          <List.Item key={`${message}${String(index)}`}>{ruleWords(message)}</List.Item>
        ))}
      </List>
    </div>
  );
};

/** Somebody else's words beside those that were typed: whoever replaces them has seen them. */
const Outdated = ({ template, body, replace }: { template: Template; body: string; replace: () => void }) => {
  const { t } = useTranslation('templates');
  return (
    <div className={classes.notice} role="alert">
      <Text size="sm" fw={600}>
        {t('own.outdated')}
      </Text>
      <Text size="sm">{t('own.outdatedText')}</Text>
      <WordDiff before={lastWordsOf(template)} after={body} />
      <Button size="compact-sm" variant="default" mt={6} onClick={replace}>
        {t('own.replace')}
      </Button>
    </div>
  );
};
