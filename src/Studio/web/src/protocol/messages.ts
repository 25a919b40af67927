import { decode } from '@msgpack/msgpack';
import { bytes, count, flag, listOf, mapOf, number, oneOf, optional, ProtocolError, text, type Read } from './reader';

const named = mapOf({ id: text, title: text });

export const source = mapOf({ id: text, title: text, kind: text, width: count, height: count, fps: number, seconds: optional(number) });

const hello = mapOf({
  t: text,
  session: text,
  version: text,
  limits: mapOf({ maxUploadBytes: count, maxWidth: count, maxHeight: count, maxFps: number, maxSoundSeconds: number }),
  channels: listOf(mapOf({ name: text, title: text })),
  models: listOf(text),
  kinds: listOf(mapOf({ kind: oneOf('picture', 'sound'), bandwidths: listOf(number), rivals: listOf(mapOf({ name: text, title: text })) })),
  presets: listOf(mapOf({ id: text, title: text, channel: text, dopplerHertz: number, delaySpreadNs: number, snrDb: number, cbr: number, soundCbr: number })),
  sources: listOf(source),
  groups: listOf(named),
  intents: listOf(text),
});

const state = mapOf({
  t: text,
  source: optional(text),
  channel: text,
  snrDb: number,
  dopplerHertz: number,
  delaySpreadNs: number,
  cbr: number,
  mode: text,
  agent: flag,
  intent: text,
  intentHeard: listOf(text),
  focus: optional(mapOf({ x: number, y: number })),
  group: optional(text),
  fps: number,
  classical: text,
  running: flag,
});

const decision = mapOf({
  plan: text,
  by: text,
  expected: optional(number),
  achieved: optional(number),
  battery: optional(number),
  best: listOf(mapOf({ plan: text, worth: number })),
});

const ledger = mapOf({ payload: count, header: count, pilots: count, sideInformation: count, knowledge: count, total: count });
const response = mapOf({ rows: count, columns: count, lowDb: number, highDb: number, bytes });

const frame = mapOf({
  t: text,
  n: count,
  w: count,
  h: count,
  original: optional(bytes),
  semantic: optional(bytes),
  classical: optional(bytes),
  outcome: oneOf('shown', 'skipped', 'late', 'dropped', 'lost'),
  loss: optional(text),
  sampling: text,
  mode: text,
  ledger,
  cbr: number,
  snrDb: number,
  planSnrDb: optional(number),
  effectiveSnrDb: optional(number),
  psnrDb: optional(number),
  focusPsnrDb: optional(number),
  shareSent: optional(number),
  classicalPsnrDb: optional(number),
  classicalLost: optional(flag),
  classicalScheme: optional(text),
  classicalUses: optional(count),
  latencyMs: optional(number),
  encodeMs: optional(number),
  airMs: optional(number),
  decodeMs: optional(number),
  queue: count,
  fps: number,
  dropped: count,
  constellation: optional(bytes),
  response: optional(response),
  decision: optional(decision),
});

const part = mapOf({
  t: text,
  n: count,
  start: number,
  rate: count,
  original: bytes,
  semantic: bytes,
  classical: optional(bytes),
  loss: optional(text),
  ledger,
  cbr: number,
  snrDb: number,
  planSnrDb: number,
  effectiveSnrDb: optional(number),
  siSdrDb: optional(number),
  stoi: optional(number),
  latencyMs: number,
  dropped: count,
  classicalSiSdrDb: optional(number),
  classicalStoi: optional(number),
  classicalLost: flag,
  classicalScheme: optional(text),
  classicalUses: count,
  classicalChoosing: flag,
  constellation: optional(bytes),
  response: optional(response),
});

const knowledge = mapOf({ t: text, group: text, entries: count, events: listOf(text), uses: count });
const error = mapOf({ t: text, message: text, remedy: optional(text) });
const bye = mapOf({ t: text, reason: text });

const shapes = { hello, state, frame, part, knowledge, error, bye } as const;

export type Source = Read<typeof source>;
export type Hello = Read<typeof hello>;
export type StudioState = Read<typeof state>;
export type Frame = Read<typeof frame>;
export type Part = Read<typeof part>;
export type Decision = Read<typeof decision>;
export type Ledger = Read<typeof ledger>;
export type Response = Read<typeof response>;
export type Knowledge = Read<typeof knowledge>;
export type Complaint = Read<typeof error>;
export type Bye = Read<typeof bye>;

export type Message = { [K in keyof typeof shapes]: { kind: K; body: Read<(typeof shapes)[K]> } }[keyof typeof shapes];

/** Reads one message of the server; a ProtocolError says what is wrong with it. */
export function readMessage(data: ArrayBuffer): Message {
  let value: unknown;
  try {
    value = decode(data);
  } catch (problem) {
    throw new ProtocolError(`the message is not MessagePack: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
  const kind = (value as { t?: unknown } | null)?.t;
  if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) throw new ProtocolError('the message is of no known kind');
  const message = { kind, body: shapes[kind as keyof typeof shapes](value, kind) } as Message;
  if (message.kind === 'frame' || message.kind === 'part') checkAir(message.kind, message.body);
  if (message.kind === 'part') checkPart(message.body);
  return message;
}

function checkAir(kind: string, { response, constellation }: Frame | Part): void {
  if (response !== null && response.bytes.length !== response.rows * response.columns)
    throw new ProtocolError(`${kind}.response has ${response.bytes.length} values for ${response.rows} x ${response.columns}`);
  if (constellation !== null && constellation.length % 8 !== 0)
    throw new ProtocolError(`${kind}.constellation has ${constellation.length} bytes, which are no pairs of 32-bit numbers`);
}

function checkPart({ rate, original, semantic, classical }: Part): void {
  if (rate < 3000 || rate > 48_000) throw new ProtocolError(`part.rate must be 3000 to 48000 (it is ${rate})`);
  if (original.length === 0 || original.length % 2 !== 0) throw new ProtocolError(`part.original has ${original.length} bytes, which are no 16-bit samples`);
  for (const [name, sound] of [['semantic', semantic], ['classical', classical]] as const)
    if (sound !== null && sound.length !== original.length) throw new ProtocolError(`part.${name} has ${sound.length} bytes for ${original.length} of the original`);
}
