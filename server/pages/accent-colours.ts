/**
 * An accent colour of anybody's choice, with the contrast that text needs.
 * Source: WCAG 2.2, 1.4.3 (4.5 to 1) and "relative luminance"; colours are `#rrggbb`.
 */

/** The darkest surface of light pages and the lightest of dark ones (tokens.css, dark.css: --surface-2). */
const lightSurface = '#eceef5';
const darkSurface = '#2b2f3d';
const least = 4.5;

/** The rules that put an accent colour in the place of ours. */
export function accentStyle(colour: string): string {
  const onBrand = readableOn(colour);
  const { byDay, byNight } = legibleAccents(colour);
  return [
    rule(colour, onBrand, byDay),
    `@media (prefers-color-scheme: dark) {\n${rule(colour, onBrand, byNight)}}\n`,
  ].join('\n');
}

/** What the colour becomes for text, so that it can be read on any of our surfaces. */
export function legibleAccents(colour: string): { byDay: string; byNight: string } {
  return {
    byDay: legible(colour, lightSurface, '#000000'),
    byNight: legible(colour, darkSurface, '#ffffff'),
  };
}

function rule(brand: string, onBrand: string, accent: string): string {
  const values = {
    '--brand': brand,
    '--on-brand': onBrand,
    '--accent': accent,
    '--on-accent': readableOn(accent),
  };
  const lines = Object.entries(values).map(([name, value]) => `  ${name}: ${value};\n`);
  return `:root {\n${lines.join('')}}\n`;
}

/** Black or white, whichever is read more easily on the colour; one of them always has 4.5 to 1. */
export function readableOn(colour: string): string {
  return contrast(colour, '#ffffff') >= contrast(colour, '#000000') ? '#ffffff' : '#000000';
}

/** The colour, brought towards another one just so far that it can be read on the surface. */
export function legible(colour: string, surface: string, towards: string): string {
  for (let part = 0; part < 100; part += 1) {
    const mixed = mix(colour, towards, part / 100);
    if (contrast(mixed, surface) >= least) return mixed;
  }
  return towards;
}

/** From 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mix(colour: string, other: string, part: number): string {
  const others = channelsOf(other);
  const mixed = channelsOf(colour).map((channel, at) =>
    Math.round(channel + ((others[at] ?? 0) - channel) * part),
  );
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Red, green and blue, 0 to 255. */
function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
