/** The colour map viridis (S. van der Walt and N. Smith), whose lightness grows evenly for every kind of colour vision: nine of its colours, and straight lines between. */
const stops = [0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725];

/** Red, green and blue for each byte. */
export const viridis: readonly (readonly [number, number, number])[] = Array.from({ length: 256 }, (_, value) => {
  const place = (value / 255) * (stops.length - 1);
  const from = Math.min(stops.length - 2, Math.floor(place));
  const mix = (shift: number): number => {
    const [a, b] = [(stops[from]! >> shift) & 255, (stops[from + 1]! >> shift) & 255];
    return Math.round(a + (b - a) * (place - from));
  };
  return [mix(16), mix(8), mix(0)];
});
