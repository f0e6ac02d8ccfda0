import { Counter, Histogram, type Registry } from 'prom-client';

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export interface HttpMetrics {
  observe(request: { method: string; route: string; status: number; seconds: number }): void;
  countSignatureFailure(route: string): void;
  countShed(gate: string): void;
}

/** Measurements of the HTTP side. Labels come from fixed sets: route patterns, never paths. */
export const makeHttpMetrics = (registry: Registry): HttpMetrics => {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 4, 10],
    registers: [registry],
  });
  const signatureFailures = new Counter({
    name: 'webhook_signature_failures_total',
    help: 'Webhooks refused because their signature was missing, malformed or wrong',
    labelNames: ['route'],
    registers: [registry],
  });
  const shed = new Counter({
    name: 'http_requests_shed_total',
    help: 'Requests refused because too many were in flight',
    labelNames: ['gate'],
    registers: [registry],
  });
  return {
    observe: ({ method, route, status, seconds }) =>
      duration.observe({ method: methods.has(method) ? method : 'other', route, status }, seconds),
    countSignatureFailure: (route) => signatureFailures.inc({ route }),
    countShed: (gate) => shed.inc({ gate }),
  };
};
