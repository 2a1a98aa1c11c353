import type { Sentences } from '@/lib/platform/i18n/catalogue';
import type { CodeTexts } from './code-fields';

/** Texts of the code step. Forms run in the browser, which must not load the catalogue of five languages. */
export function toCodeTexts(text: Sentences, sentTo: string): CodeTexts {
  return {
    title: text.codeTitle,
    sentTo,
    label: text.codeLabel,
    submit: text.codeContinue,
    sendAgain: text.codeSendAgain,
  };
}
