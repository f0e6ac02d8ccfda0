import { Button, FileInput, Group, Modal, Progress, Stack, Table, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../parts/use-order.ts';
import { outcomeOf } from './import-outcome.ts';
import { importTable, type ImportMode, type ImportProgress, type ImportReport } from './queries.ts';

/** A table of customers: looked at first, with the outcome of each line; written only when somebody says so. */
export const ImportDialog = ({ close }: { close: () => void }) => {
  const { t } = useTranslation('customers');
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  // Another file may be chosen while one is still worked: what is said of that one is not said of this one.
  const chosen = useRef<File | null>(null);
  const order = useOrder({
    send: importTable,
    refresh: [['customers']],
    said: null,
    after: (answer, { file: about }) => {
      if (about === chosen.current) setReport(answer);
    },
  });
  const begin = (about: File, mode: ImportMode): void => {
    setProgress(null);
    const told = (seen: ImportProgress): void => {
      if (about === chosen.current) setProgress(seen);
    };
    order.mutate({ file: about, mode, told });
  };
  const isBusy = order.isPending && order.variables.file === file;
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={t('import.title')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('import.text')}
        </Text>
        <FileInput
          label={t('import.file')}
          placeholder={t('import.choose')}
          accept=".xlsx,.csv,.txt,text/csv"
          value={file}
          clearable
          clearButtonProps={{ 'aria-label': t('remove') }}
          // What is being written is followed to its end.
          disabled={isBusy && order.variables?.mode !== 'preview'}
          onChange={(taken) => {
            chosen.current = taken;
            setFile(taken);
            setReport(null);
            if (taken !== null) begin(taken, 'preview');
          }}
        />
        {isBusy && <Doing progress={progress} />}
        {report !== null && <Report report={report} />}
        <Group gap="xs">
          {report !== null && file !== null && outcomeOf(report) === 'looked' && (
            <Apply report={report} isPending={isBusy} apply={(mode) => begin(file, mode)} />
          )}
          <Button variant="subtle" onClick={close}>
            {t(report !== null && outcomeOf(report) === 'written' ? 'import.done' : 'cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};

/** A long table is worked for minutes: how far it is. */
const Doing = ({ progress: seen }: { progress: ImportProgress | null }) => {
  const { t } = useTranslation('customers');
  const progress = seen?.progress ?? null;
  if (seen === null || progress === null) return <Text size="sm">{t('import.reading')}</Text>;
  const words = t(seen.state === 'writing' ? 'import.writing' : 'import.checking', { ...progress });
  return (
    <Stack gap={4}>
      <Text size="sm">{words}</Text>
      <Progress value={(100 * progress.done) / Math.max(1, progress.of)} aria-label={words} />
    </Stack>
  );
};

const Apply = ({
  report: { made, changed, problems },
  isPending,
  apply,
}: {
  report: ImportReport;
  isPending: boolean;
  apply: (mode: 'apply' | 'apply_right') => void;
}) => {
  const { t } = useTranslation('customers');
  const count = made + changed;
  return (
    <Button
      disabled={count === 0}
      loading={isPending}
      onClick={() => apply(problems.length === 0 ? 'apply' : 'apply_right')}
    >
      {t(problems.length === 0 ? 'import.apply' : 'import.applyRight', { count })}
    </Button>
  );
};

const Report = ({ report }: { report: ImportReport }) => {
  const { t } = useTranslation('customers');
  const { lines, made, changed, unchanged, refused, problems } = report;
  const outcome = outcomeOf(report);
  if (outcome === 'abandoned')
    return (
      <Text size="sm" c="var(--mantine-color-error)" role="alert">
        {t('import.abandoned')}
      </Text>
    );
  return (
    <Stack gap="sm">
      <div role="status">
        <Text size="sm" fw={600}>
          {t(`import.${outcome}`)}
        </Text>
        <Text size="sm">{t('import.counts', { lines, made, changed, unchanged, refused })}</Text>
      </div>
      {problems.length > 0 && (
        <Table.ScrollContainer minWidth={460} mah={300}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('import.line')}</Table.Th>
                <Table.Th>{t('ref')}</Table.Th>
                <Table.Th>{t('import.field')}</Table.Th>
                <Table.Th>{t('import.problem')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {problems.map(({ line, ref, field, code }, index) => (
                <Table.Tr key={`${String(line)}-${field}-${String(index)}`}>
                  <Table.Td className="tabular">{line}</Table.Td>
                  <Table.Td>
                    <bdi>{ref}</bdi>
                  </Table.Td>
                  <Table.Td>{t(`import.fields.${field}`)}</Table.Td>
                  <Table.Td>{t(`import.problems.${code}`)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
};
