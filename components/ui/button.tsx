/**
 * Buttons. This folder holds primitives without domain terms. They import only leaves, and are server components unless
 * a file says otherwise.
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
