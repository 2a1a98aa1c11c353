import type { Elements } from './elements';
import { AlertIcon, CheckIcon, InfoIcon } from './icons';
import { Reference } from './reference';
import type { Tone } from './tone';

interface BannerProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: Elements;
  /** Reference for support. */
  readonly referenceId?: string;
  readonly action?: Elements;
  /** Set it if the banner appears after an action of the user. */
  readonly announce?: boolean;
}

export function Banner({ tone, title, children, referenceId, action, announce }: BannerProps) {
  const Icon = tone === 'good' ? CheckIcon : tone === 'bad' || tone === 'attention' ? AlertIcon : InfoIcon;
  return (
    <div className={`banner tone-${tone}`} role={announce ? (tone === 'bad' ? 'alert' : 'status') : undefined}>
      <Icon className="mt-0.5 size-4" />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-semibold">{title}</p>
        {children}
        {referenceId && (
          <p className="mt-1 text-xs">
            <Reference id={referenceId} />
          </p>
        )}
      </div>
      {action}
    </div>
  );
}
