/** What every page of a merchant's way is drawn with; `views/layouts/link.eta` is around it. */
import type { Response } from 'express';
import type { Views } from '../http/views.ts';
import { type Language, type Texts, textsFor } from '../language/language.ts';
import { type Branding, brandingOf } from './branding.ts';
import { type Visiting, visitOf } from './open-visit.ts';
import { hasConsented, type LinkPage, linkPages, pagePath, type Step } from './steps.ts';

/** A point of the line of progress; one that is behind may be gone back to. */
export type ProgressPoint = {
  label: string;
  state: 'behind' | 'here' | 'ahead';
  href: string | undefined;
};

export type StepPage = {
  language: Language;
  texts: Texts;
  /** For the hidden field `_token` of each form. */
  formToken: string;
  branding: Branding;
  /** What merchants know the product as. */
  product: string;
  /** The name of the merchant's company. */
  company: string;
  /** Where this page is, for what leads back to it. */
  here: LinkPage;
  progress: ProgressPoint[];
  paths: Record<LinkPage | 'language', string>;
  /** Whether there is anything left to stop. */
  mayLeave: boolean;
};

export function stepPage(res: Response, here: LinkPage): StepPage {
  const visiting = visitOf(res);
  const { link, company, visit, settings, language } = visiting;
  const texts = textsFor(language);
  const branding = brandingOf(settings);
  return {
    language,
    texts,
    formToken: String(res.locals.formToken ?? ''),
    branding,
    product: branding.productName ?? texts.shell.product,
    company: company.name,
    here,
    progress: progressOf(visiting, here, texts.link.steps),
    paths: pathsOf(link.id),
    mayLeave: !visit.end && here !== 'leave',
  };
}

/**
 * Draws a page of the way.
 * @param template below `views/`; it is given `page` besides `data`
 */
export function sendStep(
  { views }: { views: Views },
  res: Response,
  here: LinkPage,
  template: string,
  data: object = {},
): void {
  res.type('html').send(views.render(template, { ...data, page: stepPage(res, here) }));
}

function pathsOf(linkId: string): StepPage['paths'] {
  const path = (page: LinkPage | 'language') => pagePath(linkId, page);
  return Object.fromEntries(
    [...linkPages, 'language' as const].map((page) => [page, path(page)]),
  ) as StepPage['paths'];
}

type Point = keyof Texts['link']['steps']['names'];

function progressOf(
  { link, visit }: Visiting,
  here: LinkPage,
  words: Texts['link']['steps'],
): ProgressPoint[] {
  const isStopped = visit.end !== undefined && visit.end.status !== 'connected';
  if (here === 'leave' || isStopped) return [];
  const points: Point[] = [
    'access',
    ...(link.ways.length > 1 ? ['way' as const] : []),
    'connect',
    'done',
  ];
  const current = points.indexOf(pointOf[here]);
  return points.map((point, at) => {
    const state = at < current ? 'behind' : at === current ? 'here' : 'ahead';
    const mayReturn = state === 'behind' && !visit.end && hasConsented(visit);
    const href =
      mayReturn && point !== 'connect' && point !== 'done' ? pagePath(link.id, point) : undefined;
    return { label: words.names[point], state, href };
  });
}

const pointOf: Record<Step, Point> = {
  access: 'access',
  way: 'way',
  app: 'connect',
  'api-account': 'connect',
  confirm: 'connect',
  done: 'done',
};
