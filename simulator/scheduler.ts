/** Where every wait comes from. Returns a function that cancels. */
export interface Scheduler {
  after(delayMs: number, task: () => void): () => void;
}

/** The process's timers; they never keep the process alive. */
export const timerScheduler: Scheduler = {
  after(delayMs, task) {
    // Longer waits than a timer can hold (24.8 days) do not occur: the retry window is seven days.
    const timer = setTimeout(task, Math.max(0, delayMs));
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
