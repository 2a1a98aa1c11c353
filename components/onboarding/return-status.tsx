/** What a customer reads after coming back from 1Money's form: an honest status in their words. */
import type { ReactNode } from 'react';
import { customerText } from '@/lib/kyb/customer-text';
import type { FlaggedItem } from '@/lib/kyb/customer-view';
import { assertNever } from '@/lib/result';
import { FlaggedItems } from '../customers/flagged-items';
import { AlertIcon, CheckIcon, ClockIcon, CrossIcon, type IconProps, OpenIcon } from '../ui/icons';
import { LocalTime } from '../ui/local-time';
import type { Tone } from '../ui/tone';
import { type ReturnFace, toReturnFace } from './return-face';

interface ReturnStatusProps {
  /** Normalised status from a fresh read; null when upstream could not be read. */
  readonly status: string | null;
  /** When it was read, or was tried to be. */
  readonly checkedAt: string;
  readonly flaggedItems: readonly FlaggedItem[];
  /** The way back into the form, where it is open: a button or a sentence. */
  readonly resume?: ReactNode;
  /** This page again. */
  readonly checkAgainHref: string;
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
  const { status, checkedAt, flaggedItems, resume, checkAgainHref, referenceId } = props;
  const face = toReturnFace(status);
  const { tone, Icon } = LOOKS[face];
  const { title, text } = toTitle(status);
  return (
    <div className="grid gap-4">
      <section className="panel overflow-hidden">
        <div className="grid gap-3 p-6">
          <span className={`grid size-10 place-items-center rounded-full tone-${tone}`}>
            <Icon className="size-5" />
          </span>
          <h1 className="text-xl font-semibold">{title}</h1>
          {text && <p>{text}</p>}
          <p className="text-muted">{NEXT_STEP[face]}</p>
          {resume && isOpen(face) && <div className="mt-1">{resume}</div>}
        </div>
        {isOpen(face) && flaggedItems.length > 0 && (
          <div className="border-t border-line">
            <h2 className="px-4 pt-4 font-semibold">What 1Money asks for</h2>
            <FlaggedItems items={flaggedItems} />
          </div>
        )}
      </section>
      <p className="flex flex-wrap items-center justify-between gap-2 text-sm text-muted">
        <span>
          {status === null ? 'Tried' : 'Checked'} <LocalTime at={checkedAt} />
          {referenceId && <> · Reference {referenceId}</>}
        </span>
        <a href={checkAgainHref} className="link inline-flex min-h-6 items-center">
          Check again
        </a>
      </p>
    </div>
  );
}

/** The first sentence of what the table says to the customer is the headline, the rest stands below it. */
function toTitle(status: string | null): { readonly title: string; readonly text: string } {
  if (status === null) return { title: 'We cannot check right now', text: '' };
  const [title = '', ...rest] = customerText(status).split(/(?<=\.) /);
  return { title: title.replace(/\.$/, ''), text: rest.join(' ') };
}

const NEXT_STEP: Readonly<Record<ReturnFace, string>> = {
  not_finished:
    'If you have just sent the form, it may take a minute until it shows here. Otherwise you can continue where you left off; what you typed is kept.',
  needs_answer: 'Your earlier answers are kept. Only the points below need your work.',
  not_approved: 'If you think this is wrong, the people who invited you can help.',
  received: 'You can close this page. You will hear from the people who invited you.',
  setting_up: 'There is nothing more for you to do. You can close this page.',
  done: 'You can close this page.',
  unreachable: '1Money did not answer. Nothing is lost: what you sent is safe. Please check again in a few minutes.',
};

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
