/** The status that a customer reads after coming back from 1Money's form. */
import type { ReactNode } from 'react';
import { FlaggedItems } from '@/components/kyb/flagged-items';
import { Filled } from '@/components/ui/filled';
import type { FlaggedItem } from '@/lib/kyb/flagged-item';
import type { Sentences } from '@/lib/platform/i18n/catalogue';
import { toStatusSentence } from '@/lib/platform/i18n/status-sentence';
import { assertNever } from '@/lib/result';
import type { Elements } from '../ui/elements';
import { AlertIcon, CheckIcon, ClockIcon, CrossIcon, type IconProps, OpenIcon } from '../ui/icons';
import { LocalTime } from '../ui/local-time';
import type { Tone } from '../ui/tone';
import type { ReturnViewState } from './return-view-state';

interface ReturnStatusProps {
  readonly text: Sentences;
  readonly face: ReturnViewState;
  /** Normalised status; null if upstream could not be read. */
  readonly status: string | null;
  /** Time of the last read, even a failed one; null while it is running. */
  readonly checkedAt: string | null;
  /** What comes next if it is 1Money's turn. */
  readonly outlook: string;
  readonly flaggedItems: readonly FlaggedItem[];
  /** Link or sentence that leads back to the form, if it is open. */
  readonly resume: Elements;
  /** Button that reads the status again. */
  readonly check: Elements;
  /** Refreshes the page. */
  readonly watch: Elements;
  /** Reference for support if upstream could not be read. */
  readonly referenceId?: string;
}

interface Look {
  readonly tone: Tone;
  readonly Icon: (props: IconProps) => ReactNode;
}

const LOOKS: Readonly<Record<ReturnViewState, Look>> = {
  checking: { tone: 'neutral', Icon: ClockIcon },
  not_finished: { tone: 'neutral', Icon: OpenIcon },
  needs_answer: { tone: 'attention', Icon: AlertIcon },
  not_approved: { tone: 'bad', Icon: CrossIcon },
  received: { tone: 'waiting', Icon: ClockIcon },
  setting_up: { tone: 'good', Icon: CheckIcon },
  done: { tone: 'good', Icon: CheckIcon },
  unreachable: { tone: 'neutral', Icon: ClockIcon },
};

export function ReturnStatus(props: ReturnStatusProps) {
  const { text, face, status, checkedAt, flaggedItems, resume, check, watch, referenceId } = props;
  const { tone, Icon } = LOOKS[face];
  const { title, lines } = toWords(props);
  return (
    <div className="grid gap-4">
      <section className="panel overflow-hidden">
        <div className="grid gap-3 p-4 sm:p-6">
          <span className={`grid size-10 place-items-center rounded-full tone-${tone}`}>
            <Icon className="size-5" />
          </span>
          <div aria-live="polite" className="grid gap-3">
            <h1 className="text-xl font-semibold">{title}</h1>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
          {resume}
          {watch}
        </div>
        {isAsking(face) && flaggedItems.length > 0 && (
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
          {checkedAt !== null && (
            <Filled
              sentence={status === null ? text.returnTried : text.returnChecked}
              marks={{ time: <LocalTime at={checkedAt} as="time" /> }}
            />
          )}
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

function toWords({ face, status, flaggedItems, outlook, text }: ReturnStatusProps): Words {
  const sentence = status === null ? '' : text[toStatusSentence(status)];
  switch (face) {
    case 'checking':
      return { title: text.returnChecking, lines: [text.returnCheckingText] };
    case 'not_finished':
      return { title: text.returnNotFinished, lines: [text.returnNotFinishedText] };
    case 'needs_answer': {
      const isNamed = flaggedItems.length > 0;
      const line = isNamed ? text.returnNeedsAnswerText : text.returnNeedsAnswerOpen;
      return { title: text.returnNeedsAnswer, lines: [line] };
    }
    case 'not_approved':
      return { title: text.returnNotApproved, lines: [withoutVerdict(sentence)] };
    case 'received':
      return { title: text.returnReceived, lines: [sentence, outlook] };
    case 'setting_up':
      return { title: text.returnSettingUp, lines: [withoutVerdict(sentence), outlook] };
    case 'done':
      return { title: text.returnDone, lines: [withoutVerdict(sentence), text.returnReceivedText] };
    case 'unreachable':
      return { title: text.returnUnreachable, lines: [text.returnUnreachableText] };
    default:
      return assertNever(face);
  }
}

/** The headline already says the first sentence; return the rest. */
function withoutVerdict(sentence: string): string {
  return sentence.replace(/^[^.。]*[.。]\s*(?=\S)/u, '');
}

function isAsking(face: ReturnViewState): boolean {
  return face === 'needs_answer' || face === 'not_approved';
}
