import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useListKeys } from '../../parts/keys.ts';
import { Tag } from '../../parts/tag.tsx';
import type { Group } from './groups.ts';
import { hasOwnWords, standingOfAll, toneOfStanding } from './shown.ts';
import classes from './templates.module.css';

const rowId = (name: string): string => `template-${name}`;

/** Each template with a mark for each of its languages. */
export const TemplateList = ({
  groups,
  openName,
  open,
}: {
  groups: readonly Group[];
  openName: string | undefined;
  open: (name: string) => void;
}) => {
  const { t } = useTranslation('templates');
  const { index } = useListKeys({
    count: groups.length,
    open: (at) => groups[at] && open(groups[at].name),
    reveal: (at) =>
      document.getElementById(rowId(groups[at]?.name ?? ''))?.scrollIntoView({ block: 'nearest' }),
  });
  return (
    <ul className={classes.list}>
      {groups.map(({ name, title, templates }, at) => (
        <li key={name}>
          <UnstyledButton
            id={rowId(name)}
            className={classes.row}
            data-active={at === index || undefined}
            aria-current={name === openName ? 'true' : undefined}
            onClick={() => open(name)}
          >
            <span className={classes.what}>
              <span className={classes.title}>{title}</span>
              <span className={classes.name}>
                {name}
                {templates.some(hasOwnWords) && ` · ${t('ownWords')}`}
              </span>
            </span>
            <span className={classes.marks}>
              {templates.map(({ language, ...template }) => {
                const standing = standingOfAll(template);
                return (
                  <span key={language} title={t(`standings.${standing}`)}>
                    <Tag tone={toneOfStanding[standing]}>
                      {language.toUpperCase()}
                      {standing !== 'approved' && ` ${t(`standings.${standing}`)}`}
                    </Tag>
                  </span>
                );
              })}
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
};
