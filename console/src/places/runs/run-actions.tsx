import { Button } from '@mantine/core';
import {
  ArrowUturnLeftIcon,
  BellAlertIcon,
  PaperAirplaneIcon,
  PauseIcon,
  PlayIcon,
  StopCircleIcon,
} from '@heroicons/react/24/outline';
import { useState, type ComponentType, type SVGProps } from 'react';
import { useTranslation } from 'react-i18next';
import { DownloadMenu } from '../../parts/download-menu.tsx';
import { useMay } from '../../parts/me.ts';
import { useLanguage } from '../../parts/use-language.ts';
import { filePaths, type OrderType, type Run } from './queries.ts';
import { RunDialog } from './run-dialog.tsx';
import { countOf } from './states.ts';

const icons: Readonly<Record<OrderType, ComponentType<SVGProps<SVGSVGElement>>>> = {
  start: PaperAirplaneIcon,
  pause: PauseIcon,
  resume: PlayIcon,
  remind: BellAlertIcon,
  cancel: StopCircleIcon,
  withdraw: ArrowUturnLeftIcon,
  stopRemind: StopCircleIcon,
  stopWithdraw: StopCircleIcon,
};

/** Reminders are held for a night, seldom longer. */
const heldMs = 14 * 60 * 60_000;

/** All were ordered, and some may be held still. */
const wasJustReminded = ({ history }: Run): boolean => {
  const last = history.findLast(({ what }) => what === 'reminded' || what === 'remind_stopped');
  return last?.what === 'reminded' && Date.now() - Date.parse(last.at) < heldMs;
};

/** About the letters that wait for an answer: begun, or ended while it goes through them. */
const ordersAfterwards = (run: Run): readonly OrderType[] => {
  if (run.errand?.kind === 'remind') return ['stopRemind'];
  if (run.errand?.kind === 'withdraw') return ['stopWithdraw'];
  if (run.errand !== null || countOf(run, 'open') === 0) return [];
  return wasJustReminded(run) ? ['remind', 'stopRemind', 'withdraw'] : ['remind', 'withdraw'];
};

/** What a run takes as it stands, the most usual first. */
const ordersOf = (run: Run): readonly OrderType[] => {
  const afterwards = ordersAfterwards(run);
  switch (run.state) {
    case 'reading':
      return [];
    case 'draft':
      return ['start', 'cancel'];
    case 'running':
      return ['pause', ...afterwards, ...(run.errand === null ? (['cancel'] as const) : [])];
    case 'paused':
      return ['resume', ...afterwards, ...(run.errand === null ? (['cancel'] as const) : [])];
    case 'done':
    case 'cancelled':
      return afterwards;
  }
};

/** Orders about the run as a whole, and its report. Each says what it will do before it does it. */
export const RunActions = ({ run }: { run: Run }) => {
  const { t } = useTranslation('runs');
  const mayWrite = useMay('runs:write');
  const [asked, ask] = useState<OrderType | null>(null);
  return (
    <>
      {mayWrite &&
        ordersOf(run).map((type, index) => {
          const Icon = icons[type];
          return (
            <Button
              key={type}
              variant={index === 0 ? 'filled' : 'default'}
              leftSection={<Icon width={18} />}
              disabled={type === 'start' && countOf(run, 'ready') === 0}
              onClick={() => ask(type)}
            >
              {type === 'cancel' && run.state === 'draft'
                ? t('orders.cancel.draft')
                : t(`orders.${type}.name`)}
            </Button>
          );
        })}
      {run.startedAt !== null && <Report run={run} />}
      {asked !== null && <RunDialog run={run} type={asked} close={() => ask(null)} />}
    </>
  );
};

const Report = ({ run }: { run: Run }) => {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  return (
    <DownloadMenu
      label={t('report.title')}
      files={(['xlsx', 'pdf', 'csv'] as const).map((format) => ({
        name: t(`report.${format}`),
        href: filePaths.report(run.id, format, language),
        filename: `${run.name}.${format}`,
      }))}
    />
  );
};
