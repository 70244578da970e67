/** The company's colour, moved only as far as it takes to be read (WCAG 2.2, 1.4.3 and 1.4.11). Pure. */

type Rgb = readonly [number, number, number]

const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb
const hexOf = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

/** Relative luminance, WCAG 2.2. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)) as unknown as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(rgbOf(one)), luminance(rgbOf(other))]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** The colour against a ground, darker or lighter until it stands out from it, and the words on it. */
export function readable(colour: string, ground: string): { readonly fill: string; readonly ink: string } {
  const towards: Rgb = luminance(rgbOf(ground)) > 0.4 ? [0, 0, 0] : [255, 255, 255]
  let fill = colour
  for (let step = 0; step <= 20 && contrast(fill, ground) < 3; step++) fill = hexOf(rgbOf(colour).map((part, index) => part + ((towards[index] ?? 0) - part) * (step / 20)) as unknown as Rgb)
  return { fill, ink: contrast(fill, '#ffffff') >= contrast(fill, '#000000') ? '#ffffff' : '#000000' }
}
