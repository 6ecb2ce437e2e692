/** The steps of a merchant's way through a link, each with a URL of its own, and what must come before each. */
import { consentVersion } from '../language/consent-version.ts';
import type { Link, Way } from '../links/link.ts';
import { linkPagePath } from '../links/page-path.ts';
import type { LinkVisit } from '../links/visit.ts';

export const steps = ['access', 'way', 'app', 'api-account', 'confirm', 'done'] as const;
export type Step = (typeof steps)[number];

/** A page that is no step, but to which its forms lead back. */
export type LinkPage = Step | 'leave';
export const linkPages = [...steps, 'leave'] as const;

export function pagePath(linkId: string, page: LinkPage | 'language'): string {
  return linkPagePath(linkId, page);
}

/** The step of each way. */
export const stepOf: Record<Way, Step> = { app: 'app', api_account: 'api-account' };

/** The step that has to come first; undefined when this one may be taken. */
export function missingBefore(
  link: Pick<Link, 'ways'>,
  visit: Pick<LinkVisit, 'consent' | 'way' | 'installed' | 'end'>,
  step: Step,
): Step | undefined {
  if (visit.end) return step === 'done' ? undefined : 'done';
  if (step === 'access') return undefined;
  if (!hasConsented(visit)) return 'access';
  if (step === 'way' && link.ways.length > 1) return undefined;
  const ofWay = stepOfWay(link, visit);
  if (ofWay === undefined) return 'way';
  const isOpen = step === ofWay || (step === 'confirm' && visit.installed !== undefined);
  return isOpen ? undefined : ofWay;
}

/** To the text as it reads now. */
export function hasConsented({ consent }: Pick<LinkVisit, 'consent'>): boolean {
  return consent?.version === consentVersion;
}

/** The step of the only way, or of the one that was chosen; undefined before the choice. */
function stepOfWay(link: Pick<Link, 'ways'>, visit: Pick<LinkVisit, 'way'>): Step | undefined {
  const chosen = link.ways.length > 1 ? visit.way : link.ways[0];
  if (chosen === undefined || !link.ways.includes(chosen)) return undefined;
  return stepOf[chosen];
}
