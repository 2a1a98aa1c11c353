/**
 * Line icons on a 16-px grid. All are decoration beside a text, so they are hidden from assistive technology. One
 * export each, so that a page loads only those it shows.
 */
import type { ReactNode } from 'react';

export interface IconProps {
  readonly className?: string;
}

function Line({ className = 'size-4', children }: IconProps & { readonly children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 16 16"
      className={`shrink-0 ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export function CheckIcon(props: IconProps) {
  return (
    <Line {...props}>
      <circle cx="8" cy="8" r="6" />
      <path d="m5.5 8.2 1.8 1.8 3.2-3.8" />
    </Line>
  );
}

export function CrossIcon(props: IconProps) {
  return (
    <Line {...props}>
      <circle cx="8" cy="8" r="6" />
      <path d="m6 6 4 4m0-4-4 4" />
    </Line>
  );
}

export function AlertIcon(props: IconProps) {
  return (
    <Line {...props}>
      <path d="M8 2.2 14.2 13H1.8Z" />
      <path d="M8 6.5v3M8 11.2v.1" />
    </Line>
  );
}

export function ClockIcon(props: IconProps) {
  return (
    <Line {...props}>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.8V8l2.2 1.4" />
    </Line>
  );
}

/** Empty circle: nothing has happened yet. */
export function OpenIcon(props: IconProps) {
  return (
    <Line {...props}>
      <circle cx="8" cy="8" r="6" strokeDasharray="2.4 2.3" />
    </Line>
  );
}

export function InfoIcon(props: IconProps) {
  return (
    <Line {...props}>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.5V11M8 5.1v.1" />
    </Line>
  );
}

export function BellIcon(props: IconProps) {
  return (
    <Line {...props}>
      <path d="M3.5 11.5h9c-1-1-1.2-2-1.2-4.2a3.3 3.3 0 0 0-6.6 0c0 2.2-.2 3.2-1.2 4.2Z" />
      <path d="M6.8 13.5h2.4" />
    </Line>
  );
}

export function CloseIcon(props: IconProps) {
  return (
    <Line {...props}>
      <path d="m4.5 4.5 7 7m0-7-7 7" />
    </Line>
  );
}

export function ChevronDownIcon(props: IconProps) {
  return (
    <Line {...props}>
      <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />
    </Line>
  );
}

export function ArrowLeftIcon(props: IconProps) {
  return (
    <Line {...props}>
      <path d="M13 8H3m4-4L3 8l4 4" />
    </Line>
  );
}
