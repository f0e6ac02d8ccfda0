import { useRouter } from '@tanstack/react-router';
import { ProblemState } from '../parts/states.tsx';

/** A page that could not be drawn: what went wrong, its request's id, and another try. The rail stays. */
export const Crash = ({ error, reset }: { error: unknown; reset: () => void }) => {
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  return <ProblemState problem={error} retry={retry} />;
};
