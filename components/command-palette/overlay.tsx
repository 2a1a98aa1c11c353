'use client';

import { type ReactNode, useEffect, useRef } from 'react';

interface OverlayFrameProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A native modal dialog: traps the focus, closes on Escape and restores the focus. */
export function Overlay({ label, onClose, children }: OverlayFrameProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Close before removal, so that the focus returns.
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way, and the browser's own
    <dialog
      ref={dialog}
      aria-label={label}
      className="overlay"
      // Also fires when React in development closes and reopens the dialog.
      onClose={() => {
        if (!dialog.current?.open) onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
