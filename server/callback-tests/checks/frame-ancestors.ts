/**
 * Whether a frame-ancestors directive lets a page show another one.
 * Source: CSP 3, "Does url match expression in origin with redirect count?" and the productions of source lists.
 */

/**
 * @param sources of the directive
 * @param ancestor the origin that would show it, whose host may begin with `*.`: any such host
 * @param page what would be shown
 */
export function letsFrame(sources: readonly string[], ancestor: string, page: URL): boolean {
  const wanted = readSource(ancestor);
  return wanted !== undefined && sources.some((source) => covers(source, wanted, page));
}

type Source = { scheme: string | undefined; host: string; port: string | undefined };

const schemeSource = /^[a-z][a-z0-9+.-]*:$/i;

function readSource(text: string): Source | undefined {
  const [, scheme, host, port] =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/:]+|\[[^\]]+\])(?::(\d+|\*))?(?:\/.*)?$/i.exec(text) ?? [];
  if (host === undefined) return undefined;
  return { scheme: scheme?.toLowerCase(), host: host.toLowerCase(), port };
}

function covers(source: string, wanted: Source, page: URL): boolean {
  const scheme = wanted.scheme ?? '';
  const pageScheme = page.protocol.slice(0, -1);
  if (source === '*') return isWeb(scheme) || scheme === pageScheme;
  if (schemeSource.test(source)) return schemeFits(source.slice(0, -1).toLowerCase(), scheme);
  if (source.toLowerCase() === "'self'") return isSame(wanted, page);
  const given = readSource(source);
  if (!given || source.startsWith("'")) return false;
  return (
    schemeFits(given.scheme ?? pageScheme, scheme) &&
    hostFits(given.host, wanted.host) &&
    portFits(given, wanted)
  );
}

function isWeb(scheme: string): boolean {
  return scheme === 'http' || scheme === 'https';
}

/** What is allowed without encryption is allowed with it, too. */
function schemeFits(given: string, wanted: string): boolean {
  return given === wanted || (given === 'http' && wanted === 'https');
}

function hostFits(given: string, wanted: string): boolean {
  if (given === '*' || given === wanted) return true;
  return given.startsWith('*.') && wanted.endsWith(given.slice(1));
}

function portFits({ port, scheme }: Source, wanted: Source): boolean {
  if (port === '*') return true;
  const usual = usualPort(wanted.scheme);
  const wantedPort = wanted.port ?? usual;
  if (port === undefined) return wantedPort === usual;
  // A source that says http and port 80 is upgraded as a whole.
  return port === wantedPort || (port === '80' && scheme !== 'https' && wantedPort === '443');
}

function usualPort(scheme: string | undefined): string {
  return scheme === 'http' ? '80' : '443';
}

function isSame({ scheme, host, port }: Source, page: URL): boolean {
  return (
    new URL(`${scheme}://${host}${port === undefined ? '' : `:${port}`}`).origin === page.origin
  );
}
