/**
 * Every sentence a customer can read, by name. A language is an object of this type, so a missing sentence does not
 * compile; a test asks every language for every sentence. `{name}` marks what is filled in.
 */
import { ar } from './ar';
import { en, type Sentences } from './en';
import { es } from './es';
import type { Locale } from './locales';
import { ptBr } from './pt-br';
import { zhCn } from './zh-cn';

export type { Sentences } from './en';

const CATALOGUE: Readonly<Record<Locale, Sentences>> = { en, es, 'pt-BR': ptBr, 'zh-CN': zhCn, ar };

export type SentenceName = keyof Sentences;

export function sentences(locale: Locale): Sentences {
  return CATALOGUE[locale];
}

/** Fills `{name}` marks. Values are inserted as they are: code that makes markup must escape. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (mark, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : mark,
  );
}
