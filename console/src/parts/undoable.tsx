import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { closeButton } from './toasts.ts';

const waitMs = 6_000;

/** What was done on the screen and not yet at the server. */
const waiting = new Map<string, () => void>();

/** Whoever leaves did not take it back: it goes out now, in their name. */
export const sendWaiting = (): void => {
  for (const send of waiting.values()) send();
};
window.addEventListener('pagehide', sendWaiting);

/**
 * Done at once for the eye, at the server some seconds later: until then it can be taken back. `send` is called once, also when the
 * page is left; `takenBack` instead of it.
 */
export const doUndoably = ({
  message,
  undo,
  send,
  takenBack,
}: {
  message: string;
  /** The word on the button. */
  undo: string;
  send: () => void;
  takenBack: () => void;
}): void => {
  const id = crypto.randomUUID();
  const settle = (act: () => void): void => {
    if (!waiting.delete(id)) return;
    clearTimeout(timer);
    notifications.hide(id);
    act();
  };
  const timer = setTimeout(() => settle(send), waitMs);
  waiting.set(id, () => settle(send));
  notifications.show({
    id,
    ...closeButton(),
    message: (
      <Group justify="space-between" wrap="nowrap">
        {message}
        <Button size="compact-sm" variant="light" onClick={() => settle(takenBack)}>
          {undo}
        </Button>
      </Group>
    ),
    color: 'accent',
    withBorder: true,
    autoClose: waitMs,
  });
};
