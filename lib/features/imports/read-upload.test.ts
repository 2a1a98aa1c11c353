import { describe, expect, it } from 'vitest';
import { type Upload, type UploadProblem, withUpload } from './read-upload';

const CAP = 1_000;

async function send(form: FormData | ReadableStream<Uint8Array>, headers: Readonly<Record<string, string>> = {}) {
  const request = new Request('http://localhost/', {
    method: 'POST',
    body: form,
    headers,
    ...({ duplex: 'half' } satisfies { duplex: 'half' }),
  });
  const sent = {
    contentType: request.headers.get('content-type'),
    contentLength: request.headers.get('content-length'),
    body: request.body,
  };
  return withUpload<Upload | UploadProblem>(sent, CAP, async (upload) => upload);
}

function formOf(fields: Readonly<Record<string, string | File>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const text = (upload: Upload | UploadProblem) =>
  typeof upload === 'string' ? upload : Buffer.from(upload.bytes).toString();

describe('an upload', () => {
  it('is the file with its name, without any path', async () => {
    const upload = await send(
      formOf({ file: new File(['a,b'], 'C:\\Users\\ö\u202e.csv'), text: ' ', encoding: 'utf-8' }),
    );
    expect(upload).toMatchObject({ fileName: 'ö.csv', fields: { encoding: 'utf-8' } });
    expect(text(upload)).toBe('a,b');
  });

  it('is the pasted text where no file was chosen', async () => {
    const upload = await send(formOf({ file: new File([], ''), text: 'a,b' }));
    expect(upload).toMatchObject({ fileName: null });
    expect(text(upload)).toBe('a,b');
  });

  it('of exactly the cap is taken, one byte more is not', async () => {
    expect(text(await send(formOf({ file: new File(['x'.repeat(CAP)], 'a.csv') })))).toHaveLength(CAP);
    expect(await send(formOf({ file: new File(['x'.repeat(CAP + 1)], 'a.csv') }))).toBe('too_large');
    expect(await send(formOf({ text: 'x'.repeat(CAP + 2) }))).toBe('too_large');
  });

  it('that says it is larger is not read at all', async () => {
    let isRead = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull() {
          isRead = true;
        },
      },
      { highWaterMark: 0 },
    );
    const sent = { contentType: 'multipart/form-data; boundary=x', contentLength: '99999999', body };
    expect(await withUpload<unknown>(sent, CAP, async (upload) => upload)).toBe('too_large');
    expect(isRead).toBe(false);
  });

  it('without an end and without a stated length is cut off at the cap', async () => {
    let pulled = 0;
    const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(Buffer.from(pulled === 0 ? head : 'x'.repeat(500)));
        pulled += 1;
      },
    });
    expect(await send(endless, { 'content-type': 'multipart/form-data; boundary=x' })).toBe('too_large');
    expect(pulled).toBeLessThan(500);
  });

  it.each([
    ['nothing chosen', formOf({ file: new File([], ''), text: ' ' }), 'missing'],
    ['a file and text, of which one would be dropped', formOf({ file: new File(['a'], 'a.csv'), text: 'b' }), 'both'],
    ['no form', new Blob(['a,b']).stream(), 'malformed'],
  ])('%s', async (_, form, problem) => {
    expect(await send(form)).toBe(problem);
  });

  it('that breaks off is malformed', async () => {
    const half = new Blob(['--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nhal']).stream();
    expect(await send(half, { 'content-type': 'multipart/form-data; boundary=x' })).toBe('malformed');
  });
});
