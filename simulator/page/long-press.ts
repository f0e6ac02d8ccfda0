const holdMs = 450;
const slackPx = 10;

/** Calls back when a finger rests on the element; scrolling and short taps do not count. */
export const onLongPress = (element: HTMLElement, act: () => void): void => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let start = { x: 0, y: 0 };
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  element.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch') return;
    start = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => {
      timer = null;
      act();
    }, holdMs);
  });
  element.addEventListener('pointermove', (event) => {
    if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > slackPx) stop();
  });
  for (const name of ['pointerup', 'pointercancel', 'pointerleave'] as const)
    element.addEventListener(name, stop);
};
