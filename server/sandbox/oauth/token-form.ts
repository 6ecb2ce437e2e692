/**
 * Reads the body of a token request, JSON or form. Undefined when it is neither, is not an object
 * of texts, or names a parameter twice (RFC 6749 section 3.2 forbids that).
 */
export function readTokenForm(
  contentType: string | undefined,
  body: string,
): Record<string, string> | undefined {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return readJson(body);
  if (type === 'application/x-www-form-urlencoded') return readForm(body);
  return undefined;
}

function readJson(body: string): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null) return undefined;
    const texts = Object.entries(value).filter(([, text]) => typeof text === 'string');
    return Object.fromEntries(texts) as Record<string, string>;
  } catch {
    return undefined;
  }
}

function readForm(body: string): Record<string, string> | undefined {
  const parameters = new URLSearchParams(body);
  const names = [...parameters.keys()];
  if (new Set(names).size !== names.length) return undefined;
  return Object.fromEntries(parameters);
}
