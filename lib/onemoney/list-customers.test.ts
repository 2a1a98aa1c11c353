import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OnemoneyClient } from './client';
import { json, type Received, refusal, type Step, text } from './testing/scripted-server';
import { setUpUpstream } from './testing/set-up-upstream';
import { background, interactive } from './testing/test-client';

const upstream = setUpUpstream();
const id = (index: number) => `cus_${String(index).padStart(5, '0')}`;
const customers = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ customer_id: id(from + index), status: 'INIT' }));
type Item = ReturnType<typeof customers>[number];

const queries = () => upstream.server.received.map(({ query }) => query.toString());

async function collect(client: OnemoneyClient) {
  const ids: string[] = [];
  let error: string | null = null;
  for await (const page of client.listAllCustomers(background)) {
    if (page.ok) ids.push(...page.value.map(({ upstreamId }) => upstreamId));
    else error = page.error.kind;
  }
  return { ids, error };
}

interface Habits {
  /** Which parameter pairs work. */
  readonly pairs: readonly ('page' | 'page_num')[];
  readonly maxSize?: number;
  /** Base of `page`. */
  readonly base?: 0 | 1;
  readonly total?: (all: readonly Item[], page: readonly Item[]) => unknown;
  /** Beyond the end: nothing, or the last page again. */
  readonly clamps?: boolean;
  readonly key?: string;
}

/** A list with the given quirks; its content may change between requests. */
function list(
  all: () => readonly Item[],
  { pairs, maxSize = 100, base = 1, total, clamps = false, key = 'customers' }: Habits,
): Step {
  return ({ query }: Received, response) => {
    const items = all();
    const usesNum = query.has('page_num');
    const isHonoured = pairs.includes(usesNum ? 'page_num' : 'page');
    const size = Math.min(Number(query.get(usesNum ? 'page_size' : 'size')), maxSize);
    const asked = usesNum ? Number(query.get('page_num')) : Number(query.get('page')) - base;
    const last = Math.max(0, Math.ceil(items.length / size) - 1);
    const index = isHonoured ? (clamps ? Math.min(asked, last) : asked) : 0;
    const page = items.slice(index * size, (index + 1) * size);
    json(200, { [key]: page, ...(total && { total: total(items, page) }) })(
      { method: '', url: '', path: '', query, headers: {}, body: Buffer.alloc(0) },
      response,
    );
  };
}

const both = ['page', 'page_num'] as const;

describe('reading all customers', () => {
  it.each([0, 1, 9, 10, 11, 99, 100, 101, 200, 250, 1000])('finds all %d once', async (count) => {
    upstream.server.play(list(() => customers(count), { pairs: both }));
    const { ids, error } = await collect(upstream.make().client);
    expect(error).toBeNull();
    expect(ids).toEqual(customers(count).map(({ customer_id }) => customer_id));
  });

  it('asks for a page of 100 by exactly one pair and stops at a short page', async () => {
    upstream.server.play(list(() => customers(150), { pairs: both, total: (all) => all.length }));
    await collect(upstream.make().client);
    expect(queries()).toEqual(['page=1&size=100', 'page=2&size=100']);
  });

  const habits: [string, Habits][] = [
    ['total as text', { pairs: both, total: (all) => String(all.length) }],
    ['total of the page', { pairs: both, total: (_all, page) => page.length }],
    ['total too low', { pairs: both, total: () => 1 }],
    ['total nonsense', { pairs: both, total: () => 'many' }],
    ['no more than 50 a page, total known', { pairs: both, maxSize: 50, total: (all) => all.length }],
    ['10 a page whatever is asked', { pairs: both, maxSize: 10 }],
    ['only page/size', { pairs: ['page'] }],
    ['only page_num/page_size', { pairs: ['page_num'] }],
    ['page from 0, total known', { pairs: both, base: 0, total: (all) => all.length }],
    ['the last page again beyond the end', { pairs: both, clamps: true }],
    ['items', { pairs: both, key: 'items' }],
  ];
  it.each(habits)('copes with %s', async (_what, habit) => {
    for (const count of [0, 3, 100, 230, 300]) {
      upstream.server.play(list(() => customers(count), habit));
      const { ids, error } = await collect(upstream.make().client);
      expect(error).toBeNull();
      expect([...ids].sort()).toEqual(customers(count).map(({ customer_id }) => customer_id));
    }
  });

  it('remembers the pair that pages', async () => {
    const { client, tolerances } = upstream.make();
    upstream.server.play(list(() => customers(230), { pairs: ['page_num'] }));
    await collect(client);
    expect(queries()).toEqual([
      'page=1&size=100',
      'page=2&size=100',
      'page_num=0&page_size=100',
      'page_num=1&page_size=100',
      'page_num=2&page_size=100',
    ]);
    expect(tolerances).toEqual(['paging_pair_switched']);
    upstream.server.play(list(() => customers(230), { pairs: ['page_num'] }));
    await collect(client);
    expect(queries()).toEqual(['page_num=0&page_size=100', 'page_num=1&page_size=100', 'page_num=2&page_size=100']);
  });

  it('ends when neither pair pages', async () => {
    upstream.server.play(list(() => customers(230), { pairs: [] }));
    const { ids, error } = await collect(upstream.make().client);
    expect(error).toBeNull();
    expect(ids).toHaveLength(100);
    expect(queries()).toHaveLength(4);
  });

  it('uses the other pair when the first is refused', async () => {
    const accepting = list(() => customers(130), { pairs: both });
    upstream.server.play((request, response) => {
      (request.query.has('page') ? refusal(422, 'unknown field `page`') : accepting)(request, response);
    });
    const { client } = upstream.make();
    expect((await collect(client)).ids).toHaveLength(130);
    expect(await client.listCustomers({ page: 2 }, interactive)).toMatchObject({ value: { received: 30 } });
    expect(queries().at(-1)).toBe('page_num=1&page_size=100');
  });
});

describe('a list that moves, breaks or lies', () => {
  it('misses no one and repeats no one while new ones arrive at the front', async () => {
    let all: readonly Item[] = customers(250, 1000);
    let next = 0;
    const serve = list(() => all, { pairs: both, total: (now) => now.length });
    upstream.server.play((request, response) => {
      serve(request, response);
      all = [...customers(5, next), ...all];
      next += 5;
    });
    const { ids } = await collect(upstream.make().client);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { customer_id } of customers(250, 1000)) expect(ids).toContain(customer_id);
  });

  it('looks once more when the total says that someone was skipped', async () => {
    let all: readonly Item[] = customers(250);
    const serve = list(() => all, { pairs: both, total: () => 250 });
    upstream.server.play((request, response) => {
      serve(request, response);
      // One from page 2 moves to the front, as in a list ordered by the last change: page 2 then begins one later.
      if (request.query.get('page') === '1') all = [...all.slice(1), ...all.slice(0, 1)];
    });
    const { ids } = await collect(upstream.make().client);
    expect(new Set(ids)).toEqual(new Set(customers(250).map(({ customer_id }) => customer_id)));
  });

  it('skips items without a usable id and says so', async () => {
    upstream.server.play(
      json(200, { customers: [...customers(2), { status: 'INIT' }, null, 'x', { customer_id: 7 }] }),
    );
    const { client, tolerances } = upstream.make();
    expect((await collect(client)).ids).toEqual([id(0), id(1)]);
    expect(tolerances).toEqual(['list_item_unreadable']);
  });

  it('yields what it has and then the error', async () => {
    upstream.server.play(json(200, { customers: customers(100) }), refusal(500, 'no'));
    const { ids, error } = await collect(upstream.make().client);
    expect(ids).toHaveLength(100);
    expect(error).toBe('upstream_unavailable');
  });

  it.each([json(200, {}), json(200, { customers: 'x' }), text(200, '<html>'), json(200, { code: 'x', status: 400 })])(
    'never takes garbage for an empty list (%#)',
    async (step) => {
      upstream.server.play(step);
      expect(await collect(upstream.make().client)).toEqual({ ids: [], error: 'unexpected_response' });
    },
  );

  it('gives each page a deadline of its own', async () => {
    const { client, clock } = upstream.make();
    const serve = list(() => customers(950), { pairs: both });
    upstream.server.play((request, response) => {
      clock.advance(9000);
      serve(request, response);
    });
    expect((await collect(client)).ids).toHaveLength(950);
  });

  it('ends for any habits, without repeating anybody', async () => {
    const anyHabits = fc.record({
      count: fc.integer({ min: 0, max: 320 }),
      pairs: fc.subarray([...both]),
      maxSize: fc.constantFrom(1, 10, 37, 100),
      base: fc.constantFrom(0 as const, 1 as const),
      clamps: fc.boolean(),
      total: fc.constantFrom<Habits['total']>(
        undefined,
        (all) => all.length,
        (_all, page) => page.length,
        () => '12',
      ),
    });
    await fc.assert(
      fc.asyncProperty(anyHabits, async ({ count, ...habit }) => {
        upstream.server.play(list(() => customers(count), habit));
        const { ids, error } = await collect(upstream.make().client);
        expect(error).toBeNull();
        expect(new Set(ids).size).toBe(ids.length);
        expect(upstream.server.received.length).toBeLessThanOrEqual(count * 2 + 6);
      }),
      { numRuns: 40 },
    );
  });
});

describe('reading one page', () => {
  it('answers with what is on it', async () => {
    upstream.server.play(list(() => customers(25), { pairs: both, total: (all) => String(all.length) }));
    const page = await upstream.make().client.listCustomers({ page: 2, size: 20 }, interactive);
    expect(page).toMatchObject({ value: { received: 5, total: 25 } });
    expect(queries()).toEqual(['page=2&size=20']);
  });
});
