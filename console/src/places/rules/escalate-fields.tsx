import { ActionIcon, Button, MultiSelect, NativeSelect, Switch, Text } from '@mantine/core';
import { PlusIcon, XMarkIcon } from '@heroicons/react/24/outline';
import { useTranslation } from 'react-i18next';
import { DurationField } from './duration-field.tsx';
import { readDuration, writeDuration } from './durations.ts';
import { FieldError } from './field-error.tsx';
import { without, type TellPart } from './form-part.ts';
import type { Escalation } from './queries.ts';
import { roles } from './roles.ts';
import classes from './rules.module.css';

/** A day after the step before it. */
const nextStep = (steps: readonly Escalation[]): Escalation => {
  const last = readDuration(steps.at(-1)?.after ?? 'PT0S') ?? { count: 0, unit: 'days' };
  const days = last.unit === 'days' ? last.count + 1 : 1;
  const after = writeDuration({ count: days, unit: 'days' });
  return steps.length === 0
    ? { after, to: 'contact', roles: ['owner'] }
    : { after, to: 'task', role: 'staff', urgent: false };
};

/** What happens where nobody answered: somebody else is asked, a person of ours has a task. */
export const EscalateFields = ({ tell, change, errorAt, where }: TellPart) => {
  const { t } = useTranslation('rules');
  const steps = tell.escalate ?? [];
  const set = (next: Escalation[]): void =>
    change(without(tell, 'escalate', next.length > 0 && { escalate: next }));
  return (
    <>
      <div>
        <Text size="sm" fw={500}>
          {t('escalate.title')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('escalate.text')}
        </Text>
      </div>
      {steps.map((step, at) => (
        <Step
          key={at}
          n={at + 1}
          step={step}
          error={errorAt(`${where}.escalate[${String(at)}]`)}
          change={(to) => set(steps.map((one, index) => (index === at ? to : one)))}
          remove={() => set(steps.filter((_one, index) => index !== at))}
        />
      ))}
      <FieldError said={errorAt(`${where}.escalate`, true)} />
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<PlusIcon width={16} />}
        style={{ alignSelf: 'flex-start' }}
        disabled={steps.length >= 5}
        onClick={() => set([...steps, nextStep(steps)])}
      >
        {t('escalate.add')}
      </Button>
    </>
  );
};

const Step = ({
  n,
  step,
  error,
  change,
  remove,
}: {
  n: number;
  step: Escalation;
  error: string | undefined;
  change: (to: Escalation) => void;
  remove: () => void;
}) => {
  const { t } = useTranslation('rules');
  return (
    <div className={classes.inner} role="group" aria-label={t('escalate.one', { n })}>
      <div className={classes.line}>
        <DurationField
          label={t('escalate.after')}
          value={step.after}
          change={(after) => change({ ...step, after })}
        />
        <NativeSelect
          label={t('escalate.to')}
          data={(['contact', 'task'] as const).map((to) => ({ value: to, label: t(`escalate.${to}`) }))}
          value={step.to}
          onChange={(event) =>
            change(
              event.currentTarget.value === 'contact'
                ? { after: step.after, to: 'contact', roles: ['owner'] }
                : { after: step.after, to: 'task', role: 'staff', urgent: false },
            )
          }
        />
        <ActionIcon size={34} onClick={remove} aria-label={t('escalate.remove', { n })}>
          <XMarkIcon width={18} />
        </ActionIcon>
      </div>
      {step.to === 'contact' ? (
        <MultiSelect
          label={t('audience.which')}
          data={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          value={step.roles}
          onChange={(chosen) => change({ ...step, roles: roles.filter((role) => chosen.includes(role)) })}
        />
      ) : (
        <div className={classes.line}>
          <NativeSelect
            label={t('actions.task')}
            data={(['staff', 'accounting'] as const).map((role) => ({
              value: role,
              label: t(`staffNames.${role}`),
            }))}
            value={step.role}
            onChange={(event) =>
              change({ ...step, role: event.currentTarget.value === 'accounting' ? 'accounting' : 'staff' })
            }
          />
          <Switch
            label={t('actions.urgent')}
            mb={6}
            checked={step.urgent}
            onChange={(event) => change({ ...step, urgent: event.currentTarget.checked })}
          />
        </div>
      )}
      <FieldError said={error} />
    </div>
  );
};
