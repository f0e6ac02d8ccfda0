import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useEffect } from 'react';
import { useKeys } from '../parts/keys.ts';

const CommandBox = lazy(() => import('./command-box.tsx').then(({ CommandBox: box }) => ({ default: box })));
const KeysHelp = lazy(() => import('./keys-help.tsx').then(({ KeysHelp: help }) => ({ default: help })));

const openers = { commands: new Set<() => void>(), keys: new Set<() => void>() };
const openAll = (name: keyof typeof openers) => (): void => {
  for (const open of openers[name]) open();
};

export const openCommands = openAll('commands');
export const openKeys = openAll('keys');

const useOpener = (name: keyof typeof openers, open: () => void): void => {
  useEffect(() => {
    openers[name].add(open);
    return () => void openers[name].delete(open);
  }, [name, open]);
};

/** `Ctrl/⌘ K` and `?`. Their boxes are loaded when they are first asked for. */
export const CommandKeys = () => {
  const [isBox, box] = useDisclosure(false);
  const [isHelp, help] = useDisclosure(false);
  useOpener('commands', box.open);
  useOpener('keys', help.open);
  useHotkeys([['mod+K', box.toggle]], []);
  useKeys({ '?': help.open });
  return (
    <Suspense fallback={null}>
      {isBox && <CommandBox close={box.close} />}
      {isHelp && <KeysHelp close={help.close} />}
    </Suspense>
  );
};
