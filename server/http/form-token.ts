/** Form tokens: a form that changes something shows that it was drawn for this session or browser. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type FormTokens = {
  /** The token of whoever the binding names: a session id or a browser. */
  make(binding: string): string;
  /** Compared in constant time. */
  matches(binding: string, token: string): boolean;
};

/** Source: OWASP CSRF cheat sheet, "Signed double-submit cookie" (HMAC bound to the session). */
export function createFormTokens(secret: string): FormTokens {
  const digest = (binding: string) =>
    createHmac('sha256', secret).update(`form:${binding}`).digest();
  return {
    make: (binding) => digest(binding).toString('base64url'),
    matches(binding, token) {
      const given = Buffer.from(token, 'base64url');
      const expected = digest(binding);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
