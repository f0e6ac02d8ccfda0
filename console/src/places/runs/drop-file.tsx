import { Button, FileButton, Text } from '@mantine/core';
import { DocumentArrowUpIcon, TableCellsIcon } from '@heroicons/react/24/outline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './runs.module.css';

/** A table, dropped or chosen. */
export const DropFile = ({
  file,
  isReading,
  choose,
}: {
  /** The one that was read; null: none. */
  file: File | null;
  isReading: boolean;
  choose: (file: File | null) => void;
}) => {
  const { t } = useTranslation('runs');
  const [isOver, setOver] = useState(false);
  const Icon = file === null ? DocumentArrowUpIcon : TableCellsIcon;
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      data-small={file !== null || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        choose(event.dataTransfer.files[0] ?? null);
      }}
    >
      <Icon width={file === null ? 34 : 24} aria-hidden />
      <div className={classes.dropWords}>
        <Text fw={600} size="sm" role="status">
          {isReading ? t('file.reading') : file === null ? t('file.drop') : <bdi>{file.name}</bdi>}
        </Text>
        {file === null && (
          <Text size="xs" c="dimmed">
            {t('file.what')}
          </Text>
        )}
      </div>
      <FileButton
        accept=".xlsx,.csv,.txt,text/csv"
        onChange={choose}
        inputProps={{ 'aria-label': t('file.choose') }}
      >
        {(props) => (
          <Button {...props} variant={file === null ? 'filled' : 'default'} loading={isReading}>
            {t(file === null ? 'file.choose' : 'file.another')}
          </Button>
        )}
      </FileButton>
    </div>
  );
};
