import { describe, expect, it } from 'vitest';
import { isGarbled } from './garbled';

/** What a program shows that takes UTF-8 for Windows-1252. Without `stream` Node reads it as Latin-1. */
const mangled = (text: string) => new TextDecoder('windows-1252').decode(Buffer.from(text), { stream: true });

describe('garbled text', () => {
  it.each([
    'Zoë',
    'Müller',
    'voilà',
    'García',
    'Łukasz',
    'Işık',
    'Ивановна',
    '张三',
    'ひらがな',
    'O’Neil',
    'Café ☕',
    'شركة',
    'Ørsted',
    'Škoda',
    'İstanbul',
    'Đorđe',
  ])('%s is known again when UTF-8 was read as Windows-1252', (text) => {
    expect(isGarbled(mangled(text).trim())).toBe(true);
    expect(isGarbled(text)).toBe(false);
  });

  it('a letter that was lost is known by the sign in its place', () => {
    expect(isGarbled('Jos\uFFFD')).toBe(true);
  });

  it.each([
    'SÃO PAULO',
    'JOÃO CÂMARA',
    'Ângela',
    'VÍŠEK A KŘÍŽ',
    'MALMÖ–STOCKHOLM',
    '«CAFÉ»',
    '“MÖ”',
    'BRÖ®',
    'Nguyễn Thị Ánh',
    'ÞÓR ÐAÐI',
    'Straße 1½',
    '50 £',
    '5 °C',
  ])('%s is as it should be', (text) => {
    expect(isGarbled(text)).toBe(false);
  });
});
