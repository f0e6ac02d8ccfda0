const scope = '/console/';
const script = '/console/push-worker.js';

/** What can be done in this browser, and what is. */
export interface ThisDevice {
  /** `denied`: whoever sits here said no, and the page may not ask again. */
  permission: NotificationPermission | 'unsupported';
  /** By which it finds itself among the devices; null: it is no subscriber. */
  endpointHash: string | null;
}

/** They said no, or not yet. */
export class NotAllowed extends Error {}

const isSupported = (): boolean =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const hashOf = async (endpoint: string): Promise<string> =>
  base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)));

const subscriptionHere = async (): Promise<PushSubscription | null> => {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  return (await registration?.pushManager.getSubscription()) ?? null;
};

export const readThisDevice = async (): Promise<ThisDevice> => {
  if (!isSupported()) return { permission: 'unsupported', endpointHash: null };
  const subscription = await subscriptionHere().catch(() => null);
  return {
    permission: Notification.permission,
    endpointHash: subscription === null ? null : await hashOf(subscription.endpoint),
  };
};

/** Asks whoever sits here, which a page may after a press alone. Throws `NotAllowed`. */
export const subscribe = async (
  publicKey: string,
): Promise<{ endpoint: string; keys: { p256dh: string; auth: string } }> => {
  if ((await Notification.requestPermission()) !== 'granted') throw new NotAllowed();
  await navigator.serviceWorker.register(script, { scope });
  const { pushManager } = await navigator.serviceWorker.ready;
  const wanted = { userVisibleOnly: true, applicationServerKey: publicKey };
  const before = await pushManager.getSubscription();
  // Of other keys, of somebody else, or forgotten by its push service: through a new one ours gets.
  await before?.unsubscribe();
  const { endpoint, keys } = (await pushManager.subscribe(wanted)).toJSON();
  return { endpoint: endpoint ?? '', keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' } };
};

export const unsubscribe = async (): Promise<void> => {
  await (await subscriptionHere())?.unsubscribe();
};
