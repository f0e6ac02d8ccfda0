/** What is said at the foot of a long form is seen when it appears. */
export const intoSight = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'center' });
