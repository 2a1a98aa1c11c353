import { describe, expect, test } from 'vitest';
import { isMasked, maskBusiness, maskDetails, maskItem, maskText, toMasking } from './masking';

const viewer = { kind: 'staff', userId: 'u', sessionId: 's', role: 'viewer', email: 'v@x.example', name: 'V' } as const;

describe('masking', () => {
  test('concerns viewers while it is on, and no one else', () => {
    expect(isMasked({ ...viewer, isMasked: true })).toBe(true);
    expect(isMasked(viewer)).toBe(false);
    for (const role of ['operator', 'admin'] as const)
      expect(isMasked({ ...viewer, role, isMasked: true })).toBe(false);
    expect(isMasked({ kind: 'system', reason: 'x' })).toBe(false);
  });

  test('is off unless it was switched on', () => {
    for (const value of [null, {}, { isOn: 'yes' }, { isOn: false }]) expect(toMasking(value)).toBe(false);
    expect(toMasking({ isOn: true })).toBe(true);
  });

  test('leaves no address and no known name in a text, whatever stands around it', () => {
    const text = 'Call ADA or <ada.byron@acme.example>, not Adam; Byron’s mail: ada+kyb@acme.example.';
    const masked = maskText(text, ['Ada', 'Byron', null]);
    expect(masked).not.toMatch(/\bada\b|byron|acme/i);
    expect(masked).toContain('not Adam;');
    expect(maskText('C++ (x) [y]', ['C++', '(x)'])).not.toContain('C++');
    expect(maskText("Of tim.o'connor@acme.example, 'ada@acme.example'.")).not.toMatch(/tim|connor|ada/);
  });

  test('keeps the name of a business, but no address in its place', () => {
    expect(maskBusiness('Acme Ltd')).toBe('Acme Ltd');
    expect(maskBusiness('ada@acme.example')).not.toContain('ada@');
    expect(maskBusiness(null)).toBe(null);
  });

  test('reaches details and what 1Money asks for', () => {
    expect(maskDetails({ who: 'ada@acme.example', rows: 3 })).toEqual({
      who: expect.not.stringContaining('ada@'),
      rows: 3,
    });
    const item = {
      about: 'person',
      name: 'Ada Byron',
      reason: 'Passport',
      description: 'Ada’s is out of date',
    } as const;
    expect(JSON.stringify(maskItem(item))).not.toMatch(/Ada\b|Byron/);
    expect(maskItem({ ...item, about: 'company', name: 'Acme' }).name).toBe('Acme');
  });
});
