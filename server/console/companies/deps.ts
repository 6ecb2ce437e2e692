import type { Request, Response } from 'express';
import type { Access } from '../../access/access.ts';
import type { Company } from '../../companies/company.ts';
import type { CompanyStore } from '../../companies/store.ts';
import type { ConnectionStore } from '../../connections/store.ts';
import type { Views } from '../../http/views.ts';
import type { IClientStore } from '../../iclients/store.ts';
import type { LinkStore } from '../../links/store.ts';
import type { SettingsStore } from '../../settings/store.ts';

/** What the pages of companies and their links are made of. */
export type CompanyPagesDeps = {
  publicUrl: string;
  access: Access;
  companies: CompanyStore;
  connections: Pick<ConnectionStore, 'list'>;
  iclients: Pick<IClientStore, 'find' | 'list'>;
  links: Pick<LinkStore, 'make' | 'find' | 'ofCompany' | 'revoke'>;
  settings: Pick<SettingsStore, 'read' | 'allowedReturnHosts'>;
  views: Views;
};

/** Answers a request for one of the pages. */
export type Page = (deps: CompanyPagesDeps, req: Request, res: Response) => Promise<void> | void;

/** Answers a request for a page of one company. */
export type PageOfOne = (
  deps: CompanyPagesDeps,
  company: Company,
  req: Request,
  res: Response,
) => Promise<void> | void;
