import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import type { Shape } from '../../../api/shapes.ts';
import { readThisDevice, subscribe, unsubscribe } from './this-device.ts';

export type Device = Shape<'PushDevice'>;

export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: ({ signal }) => dataOf(api.GET('/v1/me/push-subscriptions', { signal })),
});

export const thisDeviceQuery = queryOptions({ queryKey: ['this-device'], queryFn: readThisDevice });

export const turnOn = async ({ publicKey, name }: { publicKey: string; name: string }): Promise<Device> => {
  const subscription = await subscribe(publicKey);
  return dataOf(api.POST('/v1/me/push-subscriptions', { body: { ...subscription, name } }));
};

/** `isHere`: this browser is to forget it as well. */
export const removeDevice = async ({ id, isHere }: { id: string; isHere: boolean }): Promise<void> => {
  await api.DELETE('/v1/me/push-subscriptions/{id}', { params: { path: { id } } });
  if (isHere) await unsubscribe();
};
