import { ActionIcon, Button, Group, NativeSelect, Switch, Text, TextInput } from '@mantine/core';
import { PlusIcon, XMarkIcon } from '@heroicons/react/24/outline';
import { useTranslation } from 'react-i18next';
import { FieldError } from './field-error.tsx';
import type { Action, Tell } from './queries.ts';
import type { FormPart } from './form-part.ts';
import { isTell } from './rule-type.ts';
import classes from './rules.module.css';
import { TellFields } from './tell-fields.tsx';
import { useWords } from './use-words.ts';

type Task = Extract<Action, { do: 'task' }>;
const taskRoles = ['staff', 'accounting', 'compliance'] as const;

/** What is done: the customer asked or told, a task, a call to the business system, or nothing. */
export const ActionFields = (part: FormPart) => {
  const { t } = useTranslation('rules');
  const { rule, type, change, errorAt } = part;
  const { then } = rule;
  const isNothing = then.some((action) => action.do === 'nothing');
  const set = (at: number, to: Action): void =>
    change({ then: then.map((one, index) => (index === at ? to : one)) });
  const remove = (at: number) => (): void => change({ then: then.filter((_one, index) => index !== at) });
  return (
    <fieldset className={classes.fields}>
      <legend>{t('lead.then')}</legend>
      {type.actions.includes('nothing') && (
        <Switch
          label={t('actions.nothing')}
          description={t('actions.nothingText')}
          checked={isNothing}
          onChange={(event) =>
            change({ then: event.currentTarget.checked ? [{ do: 'nothing' }] : firstOf(part) })
          }
        />
      )}
      {!isNothing && <TellSwitch {...part} />}
      {then.map((action, at) => {
        const where = `then[${String(at)}]`;
        switch (action.do) {
          case 'request':
          case 'notify':
            return (
              <TellFields
                key={at}
                {...{ type, rule, errorAt, where }}
                tell={action}
                change={(to: Tell) => set(at, to)}
              />
            );
          case 'task':
            return (
              <TaskFields
                key={at}
                roles={type.taskRoles}
                task={action}
                error={errorAt(where)}
                change={(to) => set(at, to)}
                remove={remove(at)}
              />
            );
          case 'callback':
            return (
              <CallbackFields
                key={at}
                name={action.name}
                error={errorAt(where)}
                change={(name) => set(at, { do: 'callback', name })}
                remove={remove(at)}
              />
            );
          case 'emit':
            return <EmitShown key={at} type={action.type} remove={remove(at)} error={errorAt(where)} />;
          case 'nothing':
            return null;
        }
      })}
      {!isNothing && <Adding {...part} />}
      <FieldError said={errorAt('then', true)} />
    </fieldset>
  );
};

/** What a type does by itself, or the first thing it may. */
const firstOf = ({ type: { actions, forms } }: FormPart): Action[] => {
  const tells =
    forms.length > 0 ? undefined : (['request', 'notify'] as const).find((one) => actions.includes(one));
  return [tells === undefined ? { do: 'task', role: 'staff', urgent: false } : { do: tells, audience: null }];
};

/** Asking or telling: which of the two, the type of the event says. */
const TellSwitch = ({ rule: { then }, type, change }: FormPart) => {
  const { t } = useTranslation('rules');
  const told = then.find(isTell);
  const tells = told?.do ?? (['request', 'notify'] as const).find((one) => type.actions.includes(one));
  // Of one's own events it needs a form and data, which are not made here.
  if (tells === undefined || (told === undefined && type.forms.length > 0)) return null;
  return (
    <Switch
      label={t(`actions.${tells}`)}
      checked={told !== undefined}
      onChange={(event) =>
        change({
          then: event.currentTarget.checked
            ? [{ do: tells, audience: null }, ...then]
            : then.filter((one) => !isTell(one)),
        })
      }
    />
  );
};

const Adding = ({ rule: { then }, type, change }: FormPart) => {
  const { t } = useTranslation('rules');
  const role = taskRoles.find((one) => type.taskRoles.includes(one)) ?? 'staff';
  const offered: readonly (readonly [string, Action])[] = [
    ['task', { do: 'task', role, urgent: false }],
    ['callback', { do: 'callback', name: '' }],
  ];
  return (
    <Group gap="xs">
      {offered
        .filter(([name]) => type.actions.includes(name) && then.length < 8)
        .map(([name, action]) => (
          <Button
            key={name}
            variant="default"
            size="compact-sm"
            leftSection={<PlusIcon width={16} />}
            onClick={() => change({ then: [...then, action] })}
          >
            {t(`actions.add.${name}`)}
          </Button>
        ))}
    </Group>
  );
};

const TaskFields = ({
  roles,
  task,
  error,
  change,
  remove,
}: {
  roles: readonly string[];
  task: Task;
  error: string | undefined;
  change: (to: Task) => void;
  remove: () => void;
}) => {
  const { t } = useTranslation('rules');
  return (
    <div className={classes.inner}>
      <div className={classes.line}>
        <NativeSelect
          label={t('actions.task')}
          data={taskRoles
            .filter((role) => roles.includes(role))
            .map((role) => ({ value: role, label: t(`staffNames.${role}`) }))}
          value={task.role}
          error={error}
          onChange={(event) => {
            const role = taskRoles.find((one) => one === event.currentTarget.value);
            if (role !== undefined) change({ ...task, role });
          }}
        />
        <Switch
          label={t('actions.urgent')}
          mb={6}
          checked={task.urgent}
          onChange={(event) => change({ ...task, urgent: event.currentTarget.checked })}
        />
        <Remove label={t('actions.removeTask')} remove={remove} />
      </div>
    </div>
  );
};

const CallbackFields = ({
  name,
  error,
  change,
  remove,
}: {
  name: string;
  error: string | undefined;
  change: (name: string) => void;
  remove: () => void;
}) => {
  const { t } = useTranslation('rules');
  return (
    <div className={classes.inner}>
      <div className={classes.line}>
        <TextInput
          label={t('actions.callback')}
          description={t('actions.callbackText')}
          value={name}
          error={error}
          maxLength={64}
          style={{ flex: '1 1 220px' }}
          onChange={(event) => change(event.currentTarget.value.toLowerCase())}
        />
        <Remove label={t('actions.removeCallback')} remove={remove} />
      </div>
    </div>
  );
};

/** An event that the rule makes: its data are written by whoever programmed it, and stay as they are. */
const EmitShown = ({
  type,
  error,
  remove,
}: {
  type: string;
  error: string | undefined;
  remove: () => void;
}) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  return (
    <div className={classes.inner}>
      <div className={classes.line}>
        <div style={{ flex: '1 1 220px' }}>
          <Text size="sm">{t('told.emit', { type: words.type(type) })}</Text>
          <Text size="xs" c="dimmed">
            {t('actions.emitText')}
          </Text>
          <FieldError said={error} />
        </div>
        <Remove label={t('actions.removeEmit')} remove={remove} />
      </div>
    </div>
  );
};

const Remove = ({ label, remove }: { label: string; remove: () => void }) => (
  <ActionIcon size={34} onClick={remove} aria-label={label} title={label}>
    <XMarkIcon width={18} />
  </ActionIcon>
);
