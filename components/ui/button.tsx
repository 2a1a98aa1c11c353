/**
 * Buttons. This folder holds primitives without a domain word; they import leaves only, and are server components
 * except where a file says otherwise.
 */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { AppLink } from './app-link';
import { type ButtonStyle, buttonClass } from './button-class';

type ButtonProps = ButtonStyle & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'>;

export function Button({ variant, size, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={buttonClass({ variant, size })} {...rest} />;
}

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
