import { randomFillSync } from 'node:crypto';

// Without letters and digits that are easily mistaken for each other when read out.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/**
 * Makes references such as `7GKMP-2RTXA`, by which a person can name an answer. Random bytes are
 * taken from a supply, since asking for ten of them costs as much as asking for thousands.
 */
export function createReferences(): () => string {
  const supply = Buffer.alloc(4_000);
  let used = supply.length;
  const letters = () => {
    let text = '';
    for (const end = used + 5; used < end; used += 1)
      text += alphabet[(supply[used] ?? 0) % alphabet.length];
    return text;
  };
  return () => {
    if (used >= supply.length) {
      randomFillSync(supply);
      used = 0;
    }
    return `${letters()}-${letters()}`;
  };
}
