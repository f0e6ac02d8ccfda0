import { LockClosedIcon } from '@heroicons/react/24/outline';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/when.tsx';
import classes from './chats.module.css';
import type { Note } from './shown.ts';

/** An internal note at its time in the chat: no bubble, since nobody outside ever reads it. */
export const NoteLine = ({ note }: { note: Note }) => {
  const { t } = useTranslation('chats');
  return (
    <article className={classes.note} aria-label={t('note.label')}>
      <span className={classes.noteHead}>
        <LockClosedIcon width={14} height={14} aria-hidden />
        <span>
          {t('note.label')} · <bdi>{note.byName ?? t('note.byKey')}</bdi> · <When at={note.at} />
        </span>
      </span>
      <p className={classes.text} dir="auto">
        {note.text}
      </p>
    </article>
  );
};
