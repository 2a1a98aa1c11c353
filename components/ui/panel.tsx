import type { Elements } from './elements';

interface PanelProps {
  readonly title?: string;
  readonly actions?: Elements;
  readonly children: Elements;
}

/** A framed part of a page. The heading also names it as a region. Content brings its own padding. */
export function Panel({ title, actions, children }: PanelProps) {
  return (
    <section className="panel" aria-label={title}>
      {title && (
        <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2">
          <h2 className="font-semibold">{title}</h2>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}
