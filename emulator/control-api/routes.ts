/**
 * The emulator's remote control for tests and tools. It is not part of the imitated API: no signatures, own error shape
 * (`{error}`), instants as ISO 8601, records as in `model.ts`. Guards against other sites are in `http/app.ts`.
 */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Api } from '../api/server';
import type { Background } from '../background';
import { type FaultRegistry, faultOrderSchema } from '../faults/registry';
import type { LiveSettings } from '../live-settings';
import { seedCustomers } from '../seed/seed';
import type { Store } from '../store';
import { toInstant } from '../store/instant';
import { completeForm } from './complete-form';
import { clockSchema, mailBehaviourSchema, seedSchema, statusSchema, toReviewIssues } from './schemas';
import { view } from './view';

export interface ControlApiOptions {
  store: Store;
  settings: LiveSettings;
  faults: FaultRegistry;
  api: Api;
  background: Background;
}

const MAX_PAGE = 1000;

export function controlApi({ store, settings, faults, api, background }: ControlApiOptions): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof BadRequest) return c.json({ error: error.message }, 400);
    throw error;
  });

  app.get('/health', (c) => c.json({ ok: true, now: toInstant(store.clock.now()) }));
  app.post('/reset', (c) => {
    settings.restore();
    faults.clear();
    api.limiter.clear();
    store.reset();
    return c.json({ ok: true });
  });
  app.post('/seed', async (c) => {
    const { customers, entity } = await read(c.req.raw, seedSchema);
    const entityId = entity ?? settings.get().entities[0]?.id ?? '';
    if (!settings.get().entities.some(({ id }) => id === entityId))
      throw new BadRequest(`entity: unknown, known are ${entityIds(settings)}`);
    const made = seedCustomers(store, { customers, entityId });
    return c.json({ customers: made.length, total: store.countCustomers(entityId) });
  });
  app.post('/settle', async (c) => {
    await background.settle();
    return c.json({ ok: true });
  });
  app.get('/clock', (c) => c.json(clock(store)));
  app.post('/clock', async (c) => {
    const order = await read(c.req.raw, clockSchema);
    if ('advanceSeconds' in order) store.moveClock(store.clock.offsetMs + order.advanceSeconds * 1000);
    else store.moveClock(order.now === null ? 0 : Date.parse(order.now) - Date.now());
    return c.json(clock(store));
  });

  app.get('/customers', (c) => {
    const query = c.req.query();
    const page = { offset: whole(query.offset, 0), limit: Math.min(MAX_PAGE, whole(query.limit, 100)) };
    const filter = {
      entityId: query.entity ?? null,
      status: query.status ?? null,
      search: query.search ?? '',
    };
    const { customers, total } = store.listCustomers({ ...page, ...filter });
    return c.json(view({ customers, total }));
  });
  app.get('/customers/:id', (c) => {
    const customer = store.getCustomer(c.req.param('id'));
    return customer === null ? c.json({ error: 'No such customer' }, 404) : c.json(view(customer));
  });
  app.post('/customers/:id/status', async (c) => {
    const { status, review_issues } = await read(c.req.raw, statusSchema);
    const issues = review_issues === undefined ? undefined : toReviewIssues(review_issues);
    const customer = store.setStatus(c.req.param('id'), status, issues);
    return customer === null ? c.json({ error: 'No such customer' }, 404) : c.json(view(customer));
  });
  app.post('/customers/:id/submit', (c) => {
    const saved = completeForm(store, c.req.param('id'));
    if (saved.kind === 'unknown') return c.json({ error: 'No such customer' }, 404);
    if (saved.kind === 'locked') return c.json({ error: `The form is locked in ${saved.customer.status}` }, 409);
    return c.json(view(saved.customer));
  });

  app.get('/links', (c) => {
    const customerId = c.req.query('customer_id');
    const links = customerId === undefined ? store.listLinks() : store.linksOf(customerId);
    const now = store.clock.now();
    return c.json(view({ links: links.map((link) => ({ ...link, isExpired: now >= link.expiresAt })) }));
  });
  app.post('/links/:token/revoke', (c) => {
    const grant = store.revokeGrant(c.req.param('token'));
    return grant === null ? c.json({ error: 'No such link' }, 404) : c.json(view(grant));
  });
  app.get('/requests', (c) => {
    const { method, path, customer_id, since } = c.req.query();
    const requests = store.journal.list().filter((entry) => {
      const isWanted =
        (method === undefined || entry.method === method.toUpperCase()) &&
        (path === undefined || entry.path.startsWith(path));
      return isWanted && (customer_id === undefined || entry.customerId === customer_id) && entry.id > whole(since, 0);
    });
    return c.json(view({ requests }));
  });
  app.delete('/requests', (c) => {
    store.journal.clear();
    return c.json({ ok: true });
  });

  app.get('/faults', (c) => c.json({ faults: faults.list() }));
  app.post('/faults', async (c) => c.json({ id: faults.add(await read(c.req.raw, faultOrderSchema)) }, 201));
  app.delete('/faults', (c) => {
    faults.clear();
    return c.json({ ok: true });
  });
  app.delete('/faults/:id', (c) =>
    faults.remove(whole(c.req.param('id'), 0)) ? c.json({ ok: true }) : c.json({ error: 'No such fault' }, 404),
  );

  app.get('/webhooks', (c) => c.json(view({ webhooks: store.listWebhooks() })));
  app.get('/deliveries', (c) => {
    const customerId = c.req.query('customer_id');
    return c.json(
      view({ deliveries: customerId === undefined ? store.listDeliveries() : store.deliveriesOf(customerId) }),
    );
  });
  app.post('/deliveries/:id/redeliver', (c) => {
    const delivery = store.redeliver(c.req.param('id'));
    return delivery === null ? c.json({ error: 'No such delivery' }, 404) : c.json(view(delivery));
  });

  app.get('/settings', (c) => c.json(withoutSecrets(settings)));
  app.patch('/settings', async (c) => {
    const problems = settings.patch(await read(c.req.raw, z.record(z.string(), z.unknown())));
    if (problems.length > 0) throw new BadRequest(problems.join('; '));
    background.wake();
    return c.json(withoutSecrets(settings));
  });

  app.get('/mail', (c) => {
    const to = c.req.query('to')?.toLowerCase();
    const mails = store.mailbox
      .list()
      .filter((mail) => to === undefined || mail.to.some((address) => address.toLowerCase() === to));
    return c.json(view({ mails, behaviour: store.mailbox.behaviour }));
  });
  app.delete('/mail', (c) => {
    store.mailbox.clear();
    return c.json({ ok: true });
  });
  app.post('/mail/behaviour', async (c) => {
    store.mailbox.behaviour = await read(c.req.raw, mailBehaviourSchema);
    return c.json(store.mailbox.behaviour);
  });
  return app;
}

class BadRequest extends Error {}

async function read<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const text = await request.text();
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new BadRequest('The body is not valid JSON');
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new BadRequest(
    result.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; '),
  );
}

function clock(store: Store): object {
  return {
    now: toInstant(store.clock.now()),
    offsetSeconds: store.clock.offsetMs / 1000,
    signatureNow: toInstant(store.clock.signatureNow()),
  };
}

function whole(text: string | undefined, fallback: number): number {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : fallback;
}

function entityIds(settings: LiveSettings): string {
  return settings
    .get()
    .entities.map(({ id }) => id)
    .join(', ');
}

function withoutSecrets(settings: LiveSettings): object {
  const { webhookSecret: _secret, entities, ...rest } = settings.get();
  return { ...rest, entities: entities.map(({ secretKey: _key, ...entity }) => entity) };
}
