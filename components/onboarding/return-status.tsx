/** What a customer reads after coming back from 1Money's form: an honest status in their words. */
import type { ReactNode } from 'react';
import type { FlaggedItem } from '@/lib/kyb/customer-view';
import { toStatusSentence } from '@/lib/kyb/status-sentence';
import { assertNever } from '@/lib/result';
import type { Sentences } from '@/lib/texts/catalogue';
import { FlaggedItems } from '../customers/flagged-items';
import { Filled } from '../self-serve/filled';
import type { Elements } from '../ui/elements';
import { AlertIcon, CheckIcon, ClockIcon, CrossIcon, type IconProps, OpenIcon } from '../ui/icons';
import { LocalTime } from '../ui/local-time';
import type { Tone } from '../ui/tone';
import { type ReturnFace, toReturnFace } from './return-face';

interface ReturnStatusProps {
  readonly text: Sentences;
  /** Normalised status from a fresh read; null when upstream could not be read. */
  readonly status: string | null;
  /** When it was read, or was tried to be. */
  readonly checkedAt: string;
  readonly flaggedItems: readonly FlaggedItem[];
  /** The way back into the form, where it is open: a button or a sentence. */
  readonly resume: Elements;
  /** The button that reads the status again. */
  readonly check: Elements;
  /** What keeps the page up to date, and says so. */
  readonly watch: Elements;
  /** What support can be asked about, when upstream could not be read. */
  readonly referenceId?: string;
}

interface Look {
  readonly tone: Tone;
  readonly Icon: (props: IconProps) => ReactNode;
}

const LOOKS: Readonly<Record<ReturnFace, Look>> = {
  not_finished: { tone: 'neutral', Icon: OpenIcon },
  needs_answer: { tone: 'attention', Icon: AlertIcon },
  not_approved: { tone: 'bad', Icon: CrossIcon },
  received: { tone: 'waiting', Icon: ClockIcon },
  setting_up: { tone: 'good', Icon: CheckIcon },
  done: { tone: 'good', Icon: CheckIcon },
  unreachable: { tone: 'neutral', Icon: ClockIcon },
};

export function ReturnStatus(props: ReturnStatusProps) {
  const { text, status, checkedAt, flaggedItems, resume, check, watch, referenceId } = props;
  const face = toReturnFace(status);
  const { tone, Icon } = LOOKS[face];
  const { title, lines } = toWords(face, status, text);
  return (
    <div className="grid gap-4">
      <section className="panel overflow-hidden">
        <div className="grid gap-3 p-4 sm:p-6">
          <span className={`grid size-10 place-items-center rounded-full tone-${tone}`}>
            <Icon className="size-5" />
          </span>
          <h1 className="text-xl font-semibold">{title}</h1>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
          {isOpen(face) && resume}
          {watch}
        </div>
        {isOpen(face) && flaggedItems.length > 0 && (
          <div className="border-t border-line">
            <h2 className="px-4 pt-4 font-semibold">{text.itemsTitle}</h2>
            <FlaggedItems
              items={flaggedItems}
              words={{ company: text.itemCompany, person: text.itemPerson, noWords: text.itemNoWords }}
            />
          </div>
        )}
      </section>
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm text-muted">
        <p>
          <Filled
            sentence={status === null ? text.returnTried : text.returnChecked}
            marks={{ time: <LocalTime at={checkedAt} as="time" /> }}
          />
          {referenceId && (
            <span>
              <span> · </span>
              <Filled sentence={text.problemReference} marks={{ id: <code translate="no">{referenceId}</code> }} />
            </span>
          )}
        </p>
        {check}
      </div>
    </div>
  );
}

interface Words {
  readonly title: string;
  readonly lines: readonly string[];
}

function toWords(face: ReturnFace, status: string | null, text: Sentences): Words {
  const sentence = status === null ? '' : text[toStatusSentence(status)];
  switch (face) {
    case 'not_finished':
      return { title: text.returnNotFinished, lines: [text.returnWaiting, text.returnNotFinishedText] };
    case 'needs_answer':
      return { title: text.returnNeedsAnswer, lines: [text.returnNeedsAnswerText] };
    case 'not_approved':
      return { title: text.returnNotApproved, lines: [withoutVerdict(sentence)] };
    case 'received':
      return { title: text.returnReceived, lines: [sentence, text.returnReceivedText] };
    case 'setting_up':
      return { title: text.returnSettingUp, lines: [withoutVerdict(sentence), text.returnReceivedText] };
    case 'done':
      return { title: text.returnDone, lines: [withoutVerdict(sentence), text.returnReceivedText] };
    case 'unreachable':
      return { title: text.returnUnreachable, lines: [text.returnUnreachableText] };
    default:
      return assertNever(face);
  }
}

/** The verdict is the headline already; the sentence goes on after its first full stop. */
function withoutVerdict(sentence: string): string {
  return sentence.replace(/^[^.。]*[.。]\s*(?=\S)/u, '');
}

function isOpen(face: ReturnFace): boolean {
  switch (face) {
    case 'not_finished':
    case 'needs_answer':
    case 'not_approved':
      return true;
    case 'received':
    case 'setting_up':
    case 'done':
    case 'unreachable':
      return false;
    default:
      return assertNever(face);
  }
}
