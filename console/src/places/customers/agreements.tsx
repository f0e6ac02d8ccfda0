import { Button, Group, Text } from '@mantine/core';
import { PlusIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountText } from '../../parts/amount-text.tsx';
import { dayIn, dayText } from '../../parts/day-text.ts';
import { useMay, useMe } from '../../parts/me.ts';
import { ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { useNow } from '../../parts/when.tsx';
import { AgreementDialog } from './agreement-dialog.tsx';
import { agreementsQuery, type Agreement } from './agreement-queries.ts';
import { CardPart } from './card-part.tsx';
import classes from './customers.module.css';
import { NumberText } from './number-text.tsx';
import type { Customer } from './queries.ts';
import { RemoveAgreement } from './remove-agreement.tsx';
import type { ToWrite } from './to-write.ts';
import { useToWrite } from './whole-numbers.ts';

/** `holds`, `later` or `ended`, on a day. */
const stateOn = (day: string, { validFrom, validUntil }: Agreement): 'holds' | 'later' | 'ended' => {
  if (validUntil !== null && validUntil < day) return 'ended';
  return validFrom > day ? 'later' : 'holds';
};

const tones: Readonly<Record<ReturnType<typeof stateOn>, Tone>> = {
  holds: 'good',
  later: 'wait',
  ended: 'warn',
};

/** What customer and business signed: who may answer, from which number, up to what, and since when. */
export const Agreements = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation('customers');
  const { data, isPending, error, refetch } = useQuery(agreementsQuery(customer.ref));
  const mayWrite = useMay('customers:write');
  const [edited, edit] = useState<ToWrite | null>(null);
  const begin = useToWrite(edit);
  const write = (agreement: Agreement | null): void => begin.mutate({ customer, etag: null, agreement });
  const [removed, remove] = useState<Agreement | null>(null);
  return (
    <CardPart
      title={t('agreements.title')}
      action={
        mayWrite && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<PlusIcon width={16} />}
            loading={begin.isPending && begin.variables.agreement === null}
            onClick={() => write(null)}
          >
            {t('agreements.add')}
          </Button>
        )
      }
    >
      {isPending && <ListSkeleton rows={1} />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data?.data.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('agreements.none')}
        </Text>
      )}
      <ul className={classes.people}>
        {data?.data.map((agreement) => (
          <AgreementItem
            key={agreement.id}
            agreement={agreement}
            orders={
              mayWrite && (
                <Group gap="xs">
                  <Button
                    size="compact-xs"
                    variant="default"
                    loading={begin.isPending && begin.variables.agreement?.id === agreement.id}
                    onClick={() => write(agreement)}
                  >
                    {t('agreements.change')}
                  </Button>
                  <Button size="compact-xs" variant="default" onClick={() => remove(agreement)}>
                    {t('agreements.remove')}
                  </Button>
                </Group>
              )
            }
          />
        ))}
      </ul>
      {edited !== null && data !== undefined && (
        <AgreementDialog
          customer={edited.customer}
          agreement={edited.agreement}
          all={data.data}
          close={() => edit(null)}
        />
      )}
      {removed !== null && <RemoveAgreement agreement={removed} close={() => remove(null)} />}
    </CardPart>
  );
};

const AgreementItem = ({ agreement, orders }: { agreement: Agreement; orders: ReactNode }) => {
  const { t } = useTranslation('customers');
  const language = useLanguage();
  const today = dayIn(useNow(), useMe().tenant.timeZone);
  const { kind, form, signedOn, validFrom, validUntil, persons, document } = agreement;
  const state = stateOn(today, agreement);
  const day = (one: string): string => dayText(one, language, false);
  return (
    <li className={classes.person}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {t(`agreements.kinds.${kind}`)}
        </Text>
        <Tag tone={tones[state]}>{t(`agreements.states.${state}`)}</Tag>
      </Group>
      <Text size="sm">
        {day(validFrom)} – {validUntil === null ? t('agreements.open') : day(validUntil)}
      </Text>
      <Text size="xs" c="dimmed">
        {t('agreements.signed', { day: day(signedOn), form: t(`agreements.forms.${form}`) })}
        {document !== null && (
          <>
            {' · '}
            <bdi>{document}</bdi>
          </>
        )}
      </Text>
      {persons.map((person, at) => (
        <Text key={`${String(agreement.rev)} ${String(at)}`} size="sm" component="div">
          <bdi>{person.name}</bdi>
          {person.phone !== null && (
            <>
              {' · '}
              <NumberText
                number={person.phone}
                whose={person.name}
                customerRef={agreement.customerRef}
                wanted={{ agreements: [agreement.id] }}
                pick={({ agreements }) => agreements[0]?.persons[at]?.phone ?? null}
                isPhone
              />
            </>
          )}
          {' · '}
          {person.limits.length === 0
            ? t('agreements.unlimited')
            : person.limits.map(({ unit, quantity }) => (
                <span key={unit} className={classes.limit}>
                  <AmountText unit={unit} quantity={quantity} />
                </span>
              ))}
        </Text>
      ))}
      {orders}
    </li>
  );
};
