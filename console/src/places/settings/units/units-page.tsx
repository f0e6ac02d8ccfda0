import { Button, Text, UnstyledButton } from '@mantine/core';
import { PlusIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../parts/me.ts';
import { Split } from '../../../parts/split.tsx';
import { ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { useLanguage } from '../../../parts/use-language.ts';
import { Lead } from '../part.tsx';
import classes from '../settings.module.css';
import { useOpen } from '../use-open.ts';
import { unitsQuery, type Unit } from './queries.ts';
import { UnitDialog } from './unit-dialog.tsx';
import { UnitPanel } from './unit-panel.tsx';

/** Units of the product and of the business, each with what it is settled with. */
export const UnitsPage = () => {
  const { t } = useTranslation('settings-units');
  const [openCode, open] = useOpen();
  const { data, isPending, error, refetch } = useQuery(unitsQuery);
  const [isMaking, setMaking] = useState(false);
  const mayWrite = useMay('units:write');
  const units = [...(data?.data ?? [])].sort((a, b) => Number(a.shipped) - Number(b.shipped));
  const opened = units.find(({ code }) => code === openCode);
  return (
    <>
      <Lead
        actions={
          mayWrite && (
            <Button leftSection={<PlusIcon width={18} />} onClick={() => setMaking(true)}>
              {t('make.title')}
            </Button>
          )
        }
      >
        {t('lead')}
      </Lead>
      {isPending && <ListSkeleton rows={10} />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {units.length > 0 && (
        <Split
          label={t('unit')}
          close={() => open(null)}
          list={
            <ul className={classes.rows} aria-label={t('units')}>
              {units.map((unit) => (
                <UnitRow
                  key={unit.code}
                  unit={unit}
                  isOpen={unit.code === openCode}
                  open={() => open(unit.code)}
                />
              ))}
            </ul>
          }
          panel={opened === undefined ? null : <UnitPanel key={opened.code} unit={opened} />}
        />
      )}
      {isMaking && <UnitDialog unit={null} close={() => setMaking(false)} />}
    </>
  );
};

const UnitRow = ({ unit, isOpen, open }: { unit: Unit; isOpen: boolean; open: () => void }) => {
  const { t } = useTranslation('settings-units');
  const language = useLanguage();
  return (
    <li>
      <UnstyledButton className={classes.row} aria-current={isOpen ? 'true' : undefined} onClick={open}>
        <span className={classes.what}>
          <Text span size="sm" fw={600}>
            <bdi>{unit.names[language].name}</bdi>
          </Text>
          <Text span size="xs" c="dimmed">
            {unit.code}
          </Text>
        </span>
        <span className={classes.marks}>
          {unit.isRetired && <Tag tone="bad">{t('retired')}</Tag>}
          {!unit.shipped && <Tag tone="info">{t('own')}</Tag>}
          <Tag>{t(`kinds.${unit.kind}`)}</Tag>
        </span>
      </UnstyledButton>
    </li>
  );
};
