/** A message of the server that is not what was agreed on. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** Checks a value that came from outside and gives it its type; `path` names it in the error. */
export type Reader<T> = (value: unknown, path: string) => T;

export type Read<R> = R extends Reader<infer T> ? T : never;

function refuse(path: string, rule: string, value: unknown): never {
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : value === null ? 'nil' : typeof value;
  throw new ProtocolError(`${path} must be ${rule} (it is ${shown})`);
}

export const text: Reader<string> = (value, path) => (typeof value === 'string' ? value : refuse(path, 'text', value));

export const flag: Reader<boolean> = (value, path) => (typeof value === 'boolean' ? value : refuse(path, 'true or false', value));

export const number: Reader<number> = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? value : refuse(path, 'a finite number', value);

/** A whole number that is not negative. */
export const count: Reader<number> = (value, path) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : refuse(path, 'a count', value);

export const bytes: Reader<Uint8Array<ArrayBuffer>> = (value, path) =>
  value instanceof Uint8Array ? (value as Uint8Array<ArrayBuffer>) : refuse(path, 'bytes', value);

export const oneOf =
  <const T extends string>(...words: readonly T[]): Reader<T> =>
  (value, path) =>
    words.includes(value as T) ? (value as T) : refuse(path, `one of ${words.join(', ')}`, value);

/** nil and absent are the same. */
export const optional =
  <T>(inner: Reader<T>): Reader<T | null> =>
  (value, path) =>
    value === null || value === undefined ? null : inner(value, path);

export const listOf =
  <T>(inner: Reader<T>, most = 4096): Reader<T[]> =>
  (value, path) =>
    Array.isArray(value) && value.length <= most
      ? value.map((item, index) => inner(item, `${path}[${index}]`))
      : refuse(path, `a list of at most ${most}`, value);

/** A map with at least the named entries; others are ignored, so that a newer server can say more. */
export const mapOf =
  <S extends Record<string, Reader<unknown>>>(shape: S): Reader<{ [K in keyof S]: Read<S[K]> }> =>
  (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Uint8Array)
      refuse(path, 'a map', value);
    const entries = value as Record<string, unknown>;
    const read: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(shape)) read[key] = inner(entries[key], `${path}.${key}`);
    return read as { [K in keyof S]: Read<S[K]> };
  };
