import { beforeEach, describe, expect, test } from 'vitest';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { brandingSetting, toLogo } from './branding';
import type { Branding } from './branding.rules';

setUpDatabase({ env: { PARTNER_NAME: 'Northwind Pay' } });

let admin: StaffScope;
beforeEach(async () => {
  await emptyDatabase();
  admin = await makeStaff('admin');
});

const ORIGIN = { address: '203.0.113.9', userAgent: 'A browser' };
const PNG = Buffer.from('89504e470d0a1a0a00', 'hex');
const NEW: Branding = {
  partnerName: 'Southwind',
  accent: '#0b5a3c',
  supportEmail: 'help@southwind.example',
  privacyUrl: 'https://southwind.example/privacy',
  termsUrl: null,
  logo: `data:image/png;base64,${PNG.toString('base64')}`,
};

describe('branding', () => {
  test('begins with the configured name and can be changed, which is in the audit log by field', async () => {
    expect(await brandingSetting.read()).toMatchObject({ partnerName: 'Northwind Pay', accent: '#3a49c8', logo: null });
    expect(await brandingSetting.change(admin, NEW, ORIGIN)).toBe(true);
    expect(await brandingSetting.read()).toEqual(NEW);
    expect(await query("select actor_id, address, details from audit where act = 'settings.changed'")).toEqual([
      {
        actor_id: admin.userId,
        address: ORIGIN.address,
        details: {
          setting: 'branding',
          partnerName: 'Northwind Pay → Southwind',
          accent: '#3a49c8 → #0b5a3c',
          supportEmail: 'none → help@southwind.example',
          privacyUrl: 'none → https://southwind.example/privacy',
          logo: expect.stringMatching(/^none → picture [0-9a-f]{8}$/),
        },
      },
    ]);
  });

  test('that stays as it was leaves no trace', async () => {
    await brandingSetting.change(admin, NEW, ORIGIN);
    expect(await brandingSetting.change(admin, NEW, ORIGIN)).toBe(false);
    expect(await query("select id from audit where act = 'settings.changed'")).toHaveLength(1);
  });

  test('that someone damaged in the database falls back piece by piece', async () => {
    await brandingSetting.change(admin, NEW, ORIGIN);
    await query(
      `update settings set value = '{"partnerName": 7, "accent": "red", "logo": "https://evil.example/x.png"}'`,
    );
    expect(await brandingSetting.read()).toEqual({
      partnerName: 'Northwind Pay',
      accent: '#3a49c8',
      supportEmail: null,
      privacyUrl: null,
      termsUrl: null,
      logo: null,
    });
  });
});

describe('a logo', () => {
  const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4), Buffer.from('WEBPVP8 ')]);

  test.each([
    ['image/png', PNG],
    ['image/jpeg', Buffer.from('ffd8ffe000', 'hex')],
    ['image/webp', webp],
  ])('is accepted as %s by its content', (type, bytes) => {
    expect(toLogo(bytes)).toEqual({ ok: true, value: `data:${type};base64,${bytes.toString('base64')}` });
  });

  test.each([
    ['an SVG, which can hold scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a page', Buffer.from('<!doctype html>')],
    ['a GIF', Buffer.from('GIF89a')],
    ['another RIFF file', Buffer.from('RIFF0000AVI ')],
    ['nothing', Buffer.alloc(0)],
  ])('is refused when it is %s, whatever its name says', (_what, bytes) => {
    expect(toLogo(bytes)).toMatchObject({ error: { kind: 'invalid_input', fields: { logo: 'not_an_image' } } });
  });

  test('is refused beyond 64 kB', () => {
    const sized = (size: number) => toLogo(Buffer.concat([PNG, Buffer.alloc(size - PNG.byteLength)]));
    expect(sized(64 * 1024).ok).toBe(true);
    expect(sized(64 * 1024 + 1)).toMatchObject({ error: { fields: { logo: 'too_large' } } });
  });
});
