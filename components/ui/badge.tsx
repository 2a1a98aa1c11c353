import type { ReactNode } from 'react';
import { AlertIcon, CheckIcon, ClockIcon, CrossIcon, type IconProps, OpenIcon } from './icons';
import type { Tone } from './tone';

const ICONS: Readonly<Record<Tone, (props: IconProps) => ReactNode>> = {
  neutral: OpenIcon,
  attention: AlertIcon,
  waiting: ClockIcon,
  good: CheckIcon,
  bad: CrossIcon,
};

interface BadgeProps {
  readonly tone: Tone;
  readonly children: ReactNode;
}

export function Badge({ tone, children }: BadgeProps) {
  const Icon = ICONS[tone];
  return (
    <span className={`badge tone-${tone}`}>
      <Icon className="size-3.5" />
      <span>{children}</span>
    </span>
  );
}
