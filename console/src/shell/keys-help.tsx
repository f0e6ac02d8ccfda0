import { Kbd, Modal, Table } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';

const isApple = navigator.userAgent.includes('Mac');
const keys: readonly (readonly [string, readonly string[]])[] = [
  ['commands', [isApple ? '⌘' : 'Ctrl', 'K']],
  ['next', ['j']],
  ['previous', ['k']],
  ['open', ['Enter']],
  ['done', ['e']],
  ['select', ['x']],
  ['close', ['Esc']],
  ['help', ['?']],
];

export const KeysHelp = ({ close }: { close: () => void }) => {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={close} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Table withRowBorders={false} verticalSpacing={6}>
        <Table.Tbody>
          {keys.map(([name, pressed]) => (
            <Table.Tr key={name}>
              <Table.Td>{t(`keys.${name}`)}</Table.Td>
              <Table.Td ta="right">
                {pressed.map((key, index) => (
                  <Fragment key={key}>
                    {index > 0 && ' + '}
                    <Kbd>{key}</Kbd>
                  </Fragment>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
};
