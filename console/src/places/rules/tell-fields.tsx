import { MultiSelect, NativeSelect, NumberInput, SegmentedControl, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DurationField } from './duration-field.tsx';
import { EscalateFields } from './escalate-fields.tsx';
import { FieldError } from './field-error.tsx';
import type { Audience, Rule, RuleType, Tell } from './queries.ts';
import { without, type TellPart } from './form-part.ts';
import { roles } from './roles.ts';
import { isDecision, timingOf } from './rule-type.ts';
import classes from './rules.module.css';
import { TemplateField } from './template-field.tsx';
import { useWords } from './use-words.ts';

/** Who is asked or told, and when: later, together, not at all. */
export const TellFields = ({ type, rule, ...part }: TellPart & { type: RuleType; rule: Rule }) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  const { tell, errorAt, where } = part;
  const timing = timingOf(rule, type);
  return (
    <div className={classes.inner}>
      {tell.as !== undefined && <Text size="sm">{t('actions.form', { type: words.type(tell.as) })}</Text>}
      <FieldError said={errorAt(`${where}.as`)} />
      <FieldError said={errorAt(`${where}.data`)} />
      <TemplateField {...part} type={type} rule={rule} />
      <AudienceFields {...part} isDecided={isDecision(type)} />
      {timing.includes('wait') && <WaitFields {...part} />}
      {timing.includes('collapse') && <CollapseFields {...part} />}
      {timing.includes('unless') && (
        <Switch
          label={t('unless')}
          checked={(tell.unless ?? []).length > 0}
          onChange={(event) =>
            part.change(
              without(tell, 'unless', event.currentTarget.checked && { unless: [{ answered: true }] }),
            )
          }
        />
      )}
      {timing.includes('supersede') && (
        <Switch
          label={t('supersede')}
          checked={tell.supersede ?? false}
          onChange={(event) =>
            part.change(without(tell, 'supersede', event.currentTarget.checked && { supersede: true }))
          }
        />
      )}
      {timing.includes('escalate') && <EscalateFields {...part} />}
    </div>
  );
};

const AudienceFields = ({ tell, change, errorAt, where, isDecided }: TellPart & { isDecided: boolean }) => {
  const { t } = useTranslation('rules');
  const { audience } = tell;
  const fallbacks = (['usual', 'owner', 'nobody'] as const).filter((one) => one !== 'nobody' || !isDecided);
  const set = (to: Partial<Audience>): void => {
    if (audience !== null) change({ ...tell, audience: { ...audience, ...to } });
  };
  return (
    <>
      <div>
        <Text size="sm" fw={500} mb={4} id={`${where}-audience`}>
          {t('audience.title')}
        </Text>
        <SegmentedControl
          aria-labelledby={`${where}-audience`}
          data={[
            { value: 'usual', label: t('audience.usual') },
            { value: 'roles', label: t('audience.roles') },
          ]}
          value={audience === null ? 'usual' : 'roles'}
          onChange={(value) =>
            change({ ...tell, audience: value === 'usual' ? null : { roles: [], fallback: 'usual' } })
          }
        />
      </div>
      {audience !== null && (
        <div className={classes.both}>
          <MultiSelect
            label={t('audience.which')}
            data={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
            value={audience.roles}
            error={errorAt(`${where}.audience`)}
            onChange={(chosen) => set({ roles: roles.filter((role) => chosen.includes(role)) })}
          />
          <NativeSelect
            label={t('audience.otherwise')}
            data={fallbacks.map((one) => ({ value: one, label: t(`audience.fallback.${one}`) }))}
            value={audience.fallback}
            onChange={(event) => {
              const fallback = fallbacks.find((one) => one === event.currentTarget.value);
              if (fallback !== undefined) set({ fallback });
            }}
          />
        </div>
      )}
    </>
  );
};

const WaitFields = ({ tell, change, errorAt, where }: TellPart) => {
  const { t } = useTranslation('rules');
  const { wait } = tell;
  const set = (to: Partial<NonNullable<Tell['wait']>>): void => {
    const { for: length, until } = { for: null, until: null, ...wait, ...to };
    change(without(tell, 'wait', (length !== null || until !== null) && { wait: { for: length, until } }));
  };
  const length = wait?.for ?? null;
  return (
    <>
      <Switch
        label={t('wait.for')}
        checked={length !== null}
        onChange={(event) => set({ for: event.currentTarget.checked ? 'PT2H' : null })}
      />
      {length !== null && (
        <DurationField label={t('wait.length')} value={length} change={(written) => set({ for: written })} />
      )}
      <Switch
        label={t('wait.until')}
        description={t('wait.untilText')}
        checked={(wait?.until ?? null) !== null}
        onChange={(event) => set({ until: event.currentTarget.checked ? 'business_hours' : null })}
      />
      <FieldError said={errorAt(`${where}.wait`)} />
    </>
  );
};

const CollapseFields = ({ tell, change, errorAt, where }: TellPart) => {
  const { t } = useTranslation('rules');
  const { collapse } = tell;
  return (
    <>
      <Switch
        label={t('collapse.on')}
        description={t('collapse.text')}
        checked={collapse !== undefined}
        onChange={(event) =>
          change(
            without(
              tell,
              'collapse',
              event.currentTarget.checked && { collapse: { within: 'PT10M', from: 5, first: 'at_once' } },
            ),
          )
        }
      />
      {collapse !== undefined && (
        <Switch
          label={t('collapse.first')}
          description={t('collapse.firstText')}
          checked={collapse.first === 'at_once'}
          onChange={(event) => {
            const { within, from } = collapse;
            const first = event.currentTarget.checked ? ({ first: 'at_once' } as const) : {};
            change({ ...tell, collapse: { within, from, ...first } });
          }}
        />
      )}
      {collapse !== undefined && (
        <div className={classes.line}>
          <DurationField
            label={t('collapse.within')}
            value={collapse.within}
            change={(within) => change({ ...tell, collapse: { ...collapse, within } })}
          />
          <NumberInput
            label={t('collapse.from')}
            min={2}
            max={50}
            clampBehavior="strict"
            allowDecimal={false}
            w={150}
            value={collapse.from}
            onChange={(from) =>
              typeof from === 'number' && change({ ...tell, collapse: { ...collapse, from } })
            }
          />
        </div>
      )}
      <FieldError said={errorAt(`${where}.collapse`)} />
    </>
  );
};
