import { describe, expect, it } from 'vitest';
import { NOTE_MAX, noteInput } from './rules';

const parse = (note: string) =>
  noteInput.safeParse({ customerId: 'customer-1', noteId: '8b0f8f6e-1a55-4a0e-9d8e-5d0a0f0b7a11', note });

describe('a note', () => {
  it('is kept as it was written, line breaks included', () => {
    expect(parse('  Called Ada.\r\nShe sends it <b>today</b>: =1+1 שלום\t🏦 ').data?.note).toBe(
      'Called Ada.\nShe sends it <b>today</b>: =1+1 שלום\t🏦',
    );
  });

  it('has at most 2,000 characters, counted as people do', () => {
    expect(parse('🏦'.repeat(NOTE_MAX)).success).toBe(true);
    expect(parse('🏦'.repeat(NOTE_MAX + 1)).success).toBe(false);
  });

  it.each(['', ' \n ', 'a\u0000b', 'a\u001bb', 'a\ud800b'])('cannot be %j', (text) => {
    expect(parse(text).success).toBe(false);
  });
});
