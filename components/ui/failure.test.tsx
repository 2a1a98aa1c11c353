import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Failure } from './failure';

const error = Object.assign(new Error('inside'), { digest: '12345' });

describe('the error page', () => {
  it('tells staff the reference and nothing about the inside', () => {
    const html = renderToStaticMarkup(<Failure error={error} retry={() => undefined} />);
    expect(html).toContain('Reference 12345');
    expect(html).not.toContain('inside');
  });

  it('speaks to customers in their language and does not send them to the staff’s start', () => {
    const words = { title: 'Algo falló', retry: 'Intentar de nuevo', reference: 'Referencia {id}' };
    const html = renderToStaticMarkup(<Failure error={error} retry={() => undefined} words={words} />);
    expect(html).toContain('Algo falló');
    expect(html).toContain('Referencia 12345');
    expect(html).not.toContain('href="/"');
    expect(html).not.toContain('Something went wrong');
  });
});
