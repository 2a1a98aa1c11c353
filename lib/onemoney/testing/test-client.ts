/** A client on a manual clock without a request budget, and what it reported. */
import { createOnemoneyClient, type OnemoneyClient, type OnemoneyClientOptions } from '../client';
import type { Tolerance } from '../tolerance';
import type { ExchangeReport } from '../transport';
import { ManualClock } from './manual-clock';

export const ACCESS_KEY = 'ak_test_0123456789';
export const SECRET_KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
export const CUSTOMER_ID = '6f1c1f0e-8a54-4f0b-9d0c-2b1d7c3a9e10';
export const KEY = '0f8fad5b-d9cb-469f-a165-70867728950e';

export const interactive = { priority: 'interactive' } as const;
export const background = { priority: 'background' } as const;

export const lightCustomer = {
  customer_id: CUSTOMER_ID,
  email: 'ops@acme.example',
  customer_type: 'Business',
  status: 'INIT',
  created_at: '2026-02-01T10:00:00.000Z',
  updated_at: '2026-02-01T10:00:00.000Z',
};

export interface TestClient {
  readonly client: OnemoneyClient;
  readonly clock: ManualClock;
  readonly exchanges: ExchangeReport[];
  readonly tolerances: Tolerance[];
}

export function createTestClient(baseUrl: string, options: Partial<OnemoneyClientOptions> = {}): TestClient {
  const clock = new ManualClock();
  const exchanges: ExchangeReport[] = [];
  const tolerances: Tolerance[] = [];
  const client = createOnemoneyClient({
    baseUrl,
    accessKey: ACCESS_KEY,
    secretKey: SECRET_KEY,
    auth: 'hmac',
    linkHosts: ['1money.com', '127.0.0.1:4010'],
    requestsPerSecond: 1_000_000,
    burst: 1_000_000,
    clock,
    random: () => 1,
    onExchange: (report) => exchanges.push(report),
    onTolerance: (name) => tolerances.push(name),
    ...options,
  });
  return { client, clock, exchanges, tolerances };
}
