import { ActionIcon } from '@mantine/core';
import { XMarkIcon } from '@heroicons/react/24/outline';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from './keys.ts';
import classes from './split.module.css';

/**
 * A list with what is open of it beside it; on a small screen what is open lies over the list. `Esc` closes.
 * `panel` null: nothing is open.
 */
export const Split = ({
  list,
  panel,
  close,
  label,
  empty,
  narrowList = false,
}: {
  list: ReactNode;
  panel: ReactNode | null;
  close: () => void;
  /** Name of the panel for screen readers. */
  label: string;
  /** In the panel's place while nothing is open; left out: the list has all the room. */
  empty?: ReactNode;
  /** What is open needs the room: a list of short lines beside it. */
  narrowList?: boolean;
}) => {
  const { t } = useTranslation('parts');
  useKeys({ Escape: panel === null ? undefined : close });
  return (
    <div
      className={classes.split}
      data-open={panel !== null || undefined}
      data-empty={empty !== undefined || undefined}
      data-narrow={narrowList || undefined}
    >
      <div className={classes.list}>{list}</div>
      {panel === null ? (
        empty !== undefined && <div className={classes.nothing}>{empty}</div>
      ) : (
        <section className={classes.panel} aria-label={label}>
          <ActionIcon className={classes.close} onClick={close} aria-label={t('close')} title={t('close')}>
            <XMarkIcon width={20} height={20} />
          </ActionIcon>
          {panel}
        </section>
      )}
    </div>
  );
};
