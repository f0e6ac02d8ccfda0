import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

/** The cross of a toast has no words of its own. */
export const closeButton = () => ({ closeButtonProps: { 'aria-label': i18next.t('close') } });

/** A short word at the edge of the screen: it worked. */
export const tellDone = (message: string): void => {
  notifications.show({ message, color: 'accent', withBorder: true, autoClose: 4_000, ...closeButton() });
};

/** It did not work, and why; stays until it is read. */
export const tellFailed = (title: string, message?: string): void => {
  notifications.show({
    title,
    message: message ?? '',
    color: 'red',
    withBorder: true,
    autoClose: 12_000,
    ...closeButton(),
  });
};
