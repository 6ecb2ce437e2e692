/**
 * /manage/{hash}/settings/api-accounts: the store-level API accounts of a store's control panel. The
 * page that follows a new one is the only one that shows its credentials.
 */
import { type Request, type Response, Router, urlencoded } from 'express';
import {
  apiAccountsOf,
  changeApiAccount,
  createApiAccount,
  revokeApiAccount,
} from '../api-accounts.ts';
import { noticeOf, withNotice } from '../pages/notices.ts';
import {
  chosenScopes,
  presentScopes,
  type ScopeChoice,
  scopeChoiceData,
} from '../pages/scope-choice.ts';
import type { Views } from '../pages/views.ts';
import { textOf } from '../request-text.ts';
import { wordsForScopes } from '../scope-words.ts';
import { type ApiAccount, mayInstall, type World } from '../world.ts';
import { inPanel, type Panel, panelData } from './panel.ts';

const at = '/manage/:hash/settings/api-accounts';

export function apiAccountRoutes(world: World, views: Views): Router {
  const router = Router();
  const form = urlencoded({ extended: false });
  const page = (panel: Panel, template: string, data: object) =>
    views.render(`panel/${template}`, { ...panelData(world, panel, 'settings'), ...data });
  const formPage = (panel: Panel, choice: ScopeChoice, name: string, errors: object) =>
    page(panel, 'new-api-account', { ...scopeChoiceData(choice), name, errors });

  router.get(
    at,
    inPanel(world, (panel, req, res) => {
      const accounts = apiAccountsOf(world, panel.store).map((account) => ({
        ...account,
        permissions: wordsForScopes(account.scopes),
      }));
      res.send(page(panel, 'api-accounts', { accounts, notice: noticeOf(req) }));
    }),
  );
  router.get(
    `${at}/new`,
    managing(world, (panel, _req, res) => res.send(formPage(panel, presentScopes([]), '', {}))),
  );
  router.post(
    at,
    form,
    managing(world, (panel, req, res) => {
      const choice = chosenScopes(req.body);
      const name = textOf(req.body?.name).trim();
      const error = nameError(name);
      if (error || choice.error) {
        return res.status(400).send(formPage(panel, choice, name, error ? { name: error } : {}));
      }
      const credentials = createApiAccount(world, panel.store, { name, scopes: choice.scopes });
      return res.send(page(panel, 'new-api-account-made', { credentials }));
    }),
  );
  const editPage = (panel: Panel, { id, name }: ApiAccount, choice: ScopeChoice) =>
    page(panel, 'edit-api-account', { ...scopeChoiceData(choice), id, name });
  router.get(
    `${at}/:id/edit`,
    managing(world, (panel, req, res) => {
      const account = accountIn(world, panel, req);
      if (!account) return res.redirect(303, withNotice(accountsPath(panel), 'account-gone'));
      return res.send(editPage(panel, account, presentScopes(account.scopes)));
    }),
  );
  router.post(
    `${at}/:id/edit`,
    form,
    managing(world, (panel, req, res) => {
      const account = accountIn(world, panel, req);
      if (!account) return res.redirect(303, withNotice(accountsPath(panel), 'account-gone'));
      const choice = chosenScopes(req.body);
      if (choice.error) return res.status(400).send(editPage(panel, account, choice));
      changeApiAccount(world, account.id, choice.scopes);
      return res.redirect(303, withNotice(accountsPath(panel), 'account-saved'));
    }),
  );
  router.post(
    `${at}/:id/revoke`,
    managing(world, (panel, req, res) => {
      const account = accountIn(world, panel, req);
      const revoked = account && revokeApiAccount(world, account.id);
      const notice = revoked ? 'account-deleted' : 'account-gone';
      res.redirect(303, withNotice(accountsPath(panel), notice));
    }),
  );
  return router;
}

/** Like installing apps, only the owner and authorized users may. */
function managing(world: World, handle: (panel: Panel, req: Request, res: Response) => unknown) {
  return inPanel(world, (panel, req, res) =>
    mayInstall(panel.user)
      ? handle(panel, req, res)
      : res.redirect(303, withNotice(accountsPath(panel), 'not-allowed')),
  );
}

/** The account of this store that the path names. */
function accountIn(world: World, { store }: Panel, req: Request): ApiAccount | undefined {
  return apiAccountsOf(world, store).find(({ id }) => id === textOf(req.params.id));
}

function nameError(name: string): string | undefined {
  if (name === '') return 'Give the account a name.';
  return name.length > 100 ? 'A name has at most 100 letters.' : undefined;
}

function accountsPath({ store }: Panel): string {
  return `/manage/${store.hash}/settings/api-accounts`;
}
