import { hash } from 'node:crypto';
import { z } from 'zod';
import type { OwnDevices } from '../notifications/own-devices.ts';
import { devicesAtMost, type PushDevice } from '../notifications/push-device.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { idParams, instantOrNull, instantText, nullableInstant } from './shape-fields.ts';
import { nameText } from './staff-shape.ts';

export interface PushParts {
  ownDevices: OwnDevices;
}

const base64url = (length: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`), `must be ${length} characters of base64url`);

const inputShape = z.strictObject({
  name: nameText.meta({ description: 'What its person calls it' }),
  endpoint: z.string().min(1).max(2048).meta({ description: 'Of the browser’s push service: https' }),
  keys: z.strictObject({ p256dh: base64url(87), auth: base64url(22) }),
});

const deviceShape = z
  .object({
    id: z.string(),
    name: z.string(),
    endpointHash: z
      .string()
      .meta({ description: 'SHA-256 of its endpoint, base64url: by it a browser finds itself in the list' }),
    createdAt: instantText,
    failingSince: nullableInstant,
    lastAt: nullableInstant,
    lastOutcome: z.string().nullable().meta({ description: '`sent`, or the code of a failure' }),
  })
  .meta({ id: 'PushDevice' });

const listShape = z
  .object({
    publicKey: z
      .string()
      .nullable()
      .meta({ description: 'For `pushManager.subscribe`; null: nobody is told on devices here' }),
    devices: z.array(deviceShape),
  })
  .meta({ id: 'PushDevices' });

const toShape = (device: PushDevice): z.input<typeof deviceShape> => ({
  ...{ id: device.id, name: device.name, endpointHash: hash('sha256', device.endpoint, 'base64url') },
  createdAt: device.createdAt.toISOString(),
  failingSince: instantOrNull(device.failingSince),
  lastAt: instantOrNull(device.last?.at ?? null),
  lastOutcome: device.last?.outcome ?? null,
});

const tag = 'Me';

/** Browsers on which whoever is signed in is told of work (ADR 0073). */
export const pushRoutes = ({ ownDevices }: PushParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/me/push-subscriptions',
    scope: 'session',
    tag,
    summary: 'The devices on which you are told',
    answers: { 200: { description: 'All of them, oldest first', schema: listShape } },
    async handle({ principal: { account } }) {
      const { publicKey, devices } = await ownDevices.list(account);
      return { status: 200, body: { publicKey, devices: devices.map(toShape) } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/me/push-subscriptions',
    scope: 'session',
    tag,
    summary: 'Be told on this device',
    description:
      'What `pushManager.subscribe` gave. The same browser again is the same device, and belongs to whoever turned it on there last. ' +
      `At most ${devicesAtMost}.`,
    body: inputShape,
    answers: { 200: { description: 'The device', schema: deviceShape } },
    refusals: [409, 413, 415],
    async handle({ principal, body }) {
      return { status: 200, body: toShape(await ownDevices.add(principal, body)) };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/me/push-subscriptions/{id}',
    scope: 'session',
    tag,
    summary: 'Be told on a device no more',
    params: idParams,
    answers: { 204: { description: 'It is gone', schema: null } },
    refusals: [404],
    async handle({ principal, params }) {
      await ownDevices.remove(principal, params.id);
      return { status: 204 };
    },
  }),
];
