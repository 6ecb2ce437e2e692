/** Passwords, kept as argon2id hashes. Source: OWASP Password Storage cheat sheet (19 MiB, 2 passes, 1 lane). */
import argon2 from 'argon2';

export const passwordLength = { min: 12, max: 200 };

const cost = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Of no password at all; checking against it costs what every check costs. */
const nobodysHash =
  '$argon2id$v=19$m=19456,p=1,t=2$KrIlNKWkXivMbx5yZGhQIw$/LZSZDAq1aV+HU0vN0dhGF5ZIxgVrlWe9fEaq66X3lk';

export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password.normalize('NFKC'), cost);
}

/** @param hash undefined where there is no user or no password: that takes as long and is never right */
export async function passwordMatches(
  hash: string | undefined,
  password: string,
): Promise<boolean> {
  const right = await argon2.verify(hash ?? nobodysHash, password.normalize('NFKC'));
  return right && hash !== undefined;
}
