/** The mark and the name at the head of every page. */
export function Brand({ name }: { readonly name: string }) {
  return (
    <span className="flex min-w-0 items-center gap-2 font-semibold">
      <svg viewBox="0 0 32 32" className="size-6 shrink-0" aria-hidden="true">
        <rect width="32" height="32" rx="7" className="fill-accent" />
        <path
          d="M10 24V8h7a5 5 0 0 1 0 10h-7"
          fill="none"
          stroke="#fff"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className="truncate">{name}</span>
    </span>
  );
}
