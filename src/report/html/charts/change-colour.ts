/**
 * The colour for a change: grey for none, red for worse, blue for better, darker for more.
 *
 * @param change −1 to 1; the colour is strongest at both ends and beyond.
 */
export function changeColour(change: number): { readonly fill: string; readonly text: string } {
  const strength = Math.min(Math.abs(change), 1);
  if (strength < 0.005) return { fill: '#d0d7de', text: DARK };
  const fill =
    change > 0 ? mix([255, 224, 214], [196, 50, 10], strength) : mix([221, 238, 255], [10, 92, 194], strength);
  return { fill, text: strength > 0.6 ? '#ffffff' : DARK };
}

const DARK = '#1f2328';

const mix = (from: readonly number[], to: readonly number[], share: number): string =>
  `rgb(${from.map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * share)).join(',')})`;
