import type { Sentences } from '@/lib/platform/i18n/catalogue';
import type { CodeTexts } from './code-fields';

/** What the step of the code says. Forms run in the browser, where the catalogue of five languages does not belong. */
export function toCodeTexts(text: Sentences, sentTo: string): CodeTexts {
  return {
    title: text.codeTitle,
    sentTo,
    label: text.codeLabel,
    submit: text.codeContinue,
    sendAgain: text.codeSendAgain,
  };
}
