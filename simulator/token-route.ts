import type { RequestHandler } from 'express';
import { GraphRefusal } from './platform-errors.ts';
import type { SimulatorOptions } from './simulator-options.ts';
import { appId } from './upload-routes.ts';

const permissions = ['whatsapp_business_messaging', 'whatsapp_business_management'];

/** `debug_token`: a token as the app that made it sees it, or the token itself (platform 12.4). */
export const describeToken =
  ({ accessToken, appSecret, wabaId }: SimulatorOptions): RequestHandler =>
  (request, response) => {
    const given = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1] ?? '';
    if (given !== accessToken && given !== `${appId}|${appSecret}`)
      throw new GraphRefusal(190, 'Invalid OAuth access token signature.');
    const isValid = request.query['input_token'] === accessToken;
    response.json({
      data: isValid
        ? {
            ...{ app_id: appId, type: 'SYSTEM_USER', is_valid: true, expires_at: 0 },
            scopes: permissions,
            granular_scopes: permissions.map((scope) => ({ scope, target_ids: [wabaId] })),
          }
        : { is_valid: false, error: { code: 190, message: 'Invalid OAuth access token.' } },
    });
  };
