/** @jsxImportSource hono/jsx */
// Faults that wait for a matching request or delivery.
import { Hono } from 'hono';
import { z } from 'zod';
import { faultOrderSchema } from '../faults/registry';
import { readForm } from './form-text';
import { noticeOf, showPage } from './show-page';
import type { ControlContext } from './tools';
import { type FaultInput, FaultsPage } from './views/faults';

const EMPTY: FaultInput = { fault: '', method: '', path: '', times: '1' };

const rowSchema = z.object({
  id: z.number(),
  fault: z.string(),
  match: z.record(z.string(), z.string().optional()),
  times: z.number(),
  skip: z.number(),
  used: z.number(),
});

export function faultRoutes({ faults }: ControlContext): Hono {
  const app = new Hono();
  const listFaults = () => faults.list().map((row) => rowSchema.parse(row));

  app.get('/faults', (c) => showPage(c, <FaultsPage faults={listFaults()} input={EMPTY} notice={noticeOf(c)} />));

  app.post('/faults', async (c) => {
    const text = await readForm(c);
    const input: FaultInput = {
      fault: text('fault'),
      method: text('method'),
      path: text('path'),
      times: text('times') || '1',
    };
    const order = faultOrderSchema.safeParse({
      match: { ...(input.method ? { method: input.method } : {}), ...(input.path ? { path: input.path } : {}) },
      fault: input.fault,
      times: Number(input.times),
    });
    if (!order.success) {
      const problem = order.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
      return showPage(
        c,
        <FaultsPage faults={listFaults()} input={input} notice={{ tone: 'bad', text: problem }} />,
        400,
      );
    }
    faults.add(order.data);
    return c.redirect('/faults?done=fault', 303);
  });

  app.post('/faults/clear', (c) => {
    faults.clear();
    return c.redirect('/faults?done=cleared', 303);
  });

  app.post('/faults/:id/remove', (c) => {
    faults.remove(Number(c.req.param('id')));
    return c.redirect('/faults?done=removed', 303);
  });

  return app;
}
