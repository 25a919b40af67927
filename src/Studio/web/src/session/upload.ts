import { source, type Hello, type Source } from '../protocol/messages';
import { megabytes } from '../shell/format';

/** A refusal that the viewer can do something about. */
export class UploadRefused extends Error {
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

/** Gives the server a picture, a video or a sound of one's own; it is a source of this session from then on. */
export async function upload(file: File, hello: Hello): Promise<Source> {
  if (file.size > hello.limits.maxUploadBytes)
    throw new UploadRefused(`${file.name} is too large: ${megabytes(file.size)}, at most ${megabytes(hello.limits.maxUploadBytes)}`, 'choose a shorter or smaller one');
  const address = new URL('v1/sources', document.baseURI);
  address.searchParams.set('session', hello.session);
  address.searchParams.set('name', file.name);
  let answer: Response;
  try {
    answer = await fetch(address, { method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream' } });
  } catch {
    throw new UploadRefused(`${file.name} could not be sent: the Studio does not answer`, 'try again when it is back');
  }
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw refusal(file, answer, body);
  return source(body, 'source');
}

/** The problem details (RFC 9457) of an answer as words. */
function refusal(file: File, answer: Response, body: unknown): UploadRefused {
  const { detail, title, remedy } = (body ?? {}) as { detail?: unknown; title?: unknown; remedy?: unknown };
  const words = [detail, title].find((part): part is string => typeof part === 'string' && part !== '');
  return new UploadRefused(words ?? `${file.name} was refused (${answer.status})`, typeof remedy === 'string' ? remedy : '');
}
