/** PCM of 16 bits, little endian, as numbers from -1 to 1. */
export function samplesOf(pcm: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const values = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  return Float32Array.from({ length: pcm.byteLength / 2 }, (_, index) => values.getInt16(2 * index, true) / 32768);
}
