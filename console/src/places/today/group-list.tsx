import { Title } from '@mantine/core';
import {
  ArrowTrendingUpIcon,
  ChatBubbleLeftRightIcon,
  ClockIcon,
  DocumentMagnifyingGlassIcon,
  EllipsisHorizontalCircleIcon,
  ExclamationTriangleIcon,
  ShieldCheckIcon,
  SignalSlashIcon,
  XCircleIcon,
} from '@heroicons/react/24/outline';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { CustomerName } from '../../parts/customer-name.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { useNow } from '../../parts/when.tsx';
import { WorkRow, WorkRows } from '../../parts/work-row.tsx';
import classes from './group-list.module.css';
import type { Group, GroupName, Item } from './groups.ts';
import { useTitleOf } from './use-title.ts';

const icons: Readonly<Record<GroupName, typeof ClockIcon>> = {
  escalated: ArrowTrendingUpIcon,
  disagreed: XCircleIcon,
  documents: DocumentMagnifyingGlassIcon,
  person: ChatBubbleLeftRightIcon,
  due: ClockIcon,
  unreachable: SignalSlashIcon,
  failed: ExclamationTriangleIcon,
  privacy: ShieldCheckIcon,
  other: EllipsisHorizontalCircleIcon,
};

export const rowId = (id: string): string => `today-${id}`;

/** The groups with their counts, each item a row. */
export const GroupList = ({
  groups,
  ...rest
}: {
  groups: readonly Group[];
  /** Where the keys are. */
  activeId: string | null;
  openId: string | null;
  select: (id: string) => void;
}) => {
  const { t } = useTranslation('today');
  const language = useLanguage();
  return (
    <div className={classes.groups}>
      {groups.map(({ name, items }) => {
        const Icon = icons[name];
        return (
          <section key={name} aria-label={t(`groups.${name}`)} data-testid={`group-${name}`}>
            <div className={classes.head}>
              <Icon width={18} height={18} aria-hidden />
              <Title order={2} className={classes.name}>
                {t(`groups.${name}`)}
              </Title>
              <span className={classes.count}>{formatCount(items.length, language)}</span>
            </div>
            <WorkRows>
              {items.map((item) => (
                <Row key={item.id} item={item} {...rest} />
              ))}
            </WorkRows>
          </section>
        );
      })}
    </div>
  );
};

const customerOf = (item: Item): string | undefined =>
  item.kind === 'task' ? item.task.customerRefs[0] : item.request.customerRef;

const Row = ({
  item,
  activeId,
  openId,
  select,
}: {
  item: Item;
  activeId: string | null;
  openId: string | null;
  select: (id: string) => void;
}) => {
  const { t } = useTranslation('today');
  const titleOf = useTitleOf();
  const customer = customerOf(item);
  const isLate = new Date(item.dueAt) < useNow();
  return (
    <WorkRow
      id={rowId(item.id)}
      first={customer === undefined ? titleOf(item) : <CustomerName customer={customer} />}
      second={customer === undefined ? null : titleOf(item)}
      at={item.dueAt}
      late={isLate ? t('overdue') : null}
      marks={item.kind === 'task' ? <Marks item={item} /> : null}
      isActive={item.id === activeId}
      isOpen={item.id === openId}
      select={() => select(item.id)}
    />
  );
};

const Marks = ({ item: { task } }: { item: Extract<Item, { kind: 'task' }> }) => {
  const { t } = useTranslation('today');
  return (
    <>
      {task.urgent && <Tag tone="bad">{t('urgent')}</Tag>}
      {task.status === 'claimed' && task.formerAssignee === null && <Tag tone="info">{t('claimed')}</Tag>}
    </>
  );
};
