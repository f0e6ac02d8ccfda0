/** Who listens for the end of the session: the shell's dialog. */
const listeners = new Set<() => void>();

export const onSessionEnded = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** A call was answered 401. */
export const sessionEnded = (): void => {
  for (const listener of listeners) listener();
};
