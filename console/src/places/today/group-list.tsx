import { Text, Title, UnstyledButton } from '@mantine/core';
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
import { useNow, When } from '../../parts/when.tsx';
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
            <ul className={classes.rows}>
              {items.map((item) => (
                <Row key={item.id} item={item} {...rest} />
              ))}
            </ul>
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
    <li>
      <UnstyledButton
        id={rowId(item.id)}
        className={classes.row}
        data-active={item.id === activeId || undefined}
        aria-current={item.id === openId ? 'true' : undefined}
        onClick={() => select(item.id)}
      >
        <span className={classes.what}>
          <Text span size="sm" fw={600} truncate>
            {customer === undefined ? titleOf(item) : <CustomerName customer={customer} />}
          </Text>
          {customer !== undefined && (
            <Text span size="sm" c="dimmed" truncate>
              {titleOf(item)}
            </Text>
          )}
        </span>
        <span className={classes.side}>
          <Text span size="xs" c={isLate ? 'var(--mantine-color-error)' : 'dimmed'} fw={isLate ? 600 : 400}>
            {isLate && `${t('overdue')} · `}
            <When at={item.dueAt} />
          </Text>
          {item.kind === 'task' && <Marks item={item} />}
        </span>
      </UnstyledButton>
    </li>
  );
};

const Marks = ({ item: { task } }: { item: Extract<Item, { kind: 'task' }> }) => {
  const { t } = useTranslation('today');
  return (
    <span className={classes.marks}>
      {task.urgent && <Tag tone="bad">{t('urgent')}</Tag>}
      {task.status === 'claimed' && task.formerAssignee === null && <Tag tone="info">{t('claimed')}</Tag>}
    </span>
  );
};
