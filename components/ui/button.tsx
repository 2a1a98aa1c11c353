/**
 * Buttons. This folder holds primitives without a domain word; they import leaves only, and are server components
 * except where a file says otherwise.
 */
import type { ReactNode } from 'react';
import { AppLink } from './app-link';
import { type ButtonStyle, buttonClass } from './button-class';

interface LinkButtonProps extends ButtonStyle {
  readonly href: string;
  readonly children: ReactNode;
}

export function LinkButton({ href, children, variant, size }: LinkButtonProps) {
  return (
    <AppLink href={href} className={buttonClass({ variant, size })}>
      {children}
    </AppLink>
  );
}
