import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Failure } from './failure';

const error = Object.assign(new Error('inside'), { digest: '12345' });

describe('the error page', () => {
  it('shows staff the reference and no internals', () => {
    const html = renderToStaticMarkup(<Failure error={error} retry={() => undefined} />);
    expect(html).toContain('Reference 12345');
    expect(html).not.toContain('inside');
  });

  it('shows customers their own language and no link to the staff pages', () => {
    const words = { title: 'Algo falló', retry: 'Intentar de nuevo', reference: 'Referencia {id}' };
    const html = renderToStaticMarkup(<Failure error={error} retry={() => undefined} words={words} />);
    expect(html).toContain('Algo falló');
    expect(html).toContain('Referencia 12345');
    expect(html).not.toContain('href="/"');
    expect(html).not.toContain('Something went wrong');
  });
});
