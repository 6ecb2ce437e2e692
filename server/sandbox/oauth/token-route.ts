/** POST /oauth2/token: records the request, misbehaves when told to, otherwise exchanges the code. */
import { type Request, type Response, Router, text } from 'express';
import { misbehave } from '../faults/misbehave.ts';
import { logRequest } from '../request-log.ts';
import { textOf } from '../request-text.ts';
import type { World } from '../world.ts';
import {
  exchangeCode,
  expiredCode,
  type TokenAnswer,
  type TokenRefusal,
  usedCode,
} from './exchange-code.ts';
import { readTokenForm } from './token-form.ts';

export function tokenRoutes(world: World): Router {
  const router = Router();
  router.post('/oauth2/token', text({ type: () => true }), async (req: Request, res: Response) => {
    const body = textOf(req.body);
    const form = readTokenForm(req.headers['content-type'], body);
    logRequest(world, req, form ?? body);
    world.counts.token += 1;
    const fault = world.faults.token;
    if (await misbehave(world, fault, req, res)) return;
    const answer = refusalOf(fault) ?? exchangeCode(world, form);
    if ('error' in answer) res.status(400).json(answer);
    else res.set('Cache-Control', 'no-store').json(bend(world, fault, answer));
  });
  return router;
}

function refusalOf(fault: string): TokenRefusal | undefined {
  if (fault === 'used_code') return usedCode();
  if (fault === 'expired_code') return expiredCode();
  return undefined;
}

/** The faults that show in an answer which is otherwise right. */
function bend(world: World, fault: string, answer: TokenAnswer): TokenAnswer {
  if (fault === 'wrong_context') return { ...answer, context: otherContext(world, answer) };
  if (fault === 'wrong_scope') return withFewerScopes(world, answer);
  if (fault === 'old_answer') {
    const { access_token, scope, context, user } = answer;
    return { access_token, scope, context, user: { id: String(user.id), email: user.email } };
  }
  return answer;
}

function otherContext(world: World, answer: TokenAnswer): string {
  const contexts = [...world.stores.keys()].map((hash) => `stores/${hash}`);
  return contexts.find((context) => context !== answer.context) ?? 'stores/another';
}

/** The token really holds only the automatic scopes and the first of the others. */
function withFewerScopes(world: World, answer: TokenAnswer): TokenAnswer {
  const token = world.tokens.get(answer.access_token);
  if (!token) return answer;
  const automatic = token.scopes.filter((scope) => /default$|^users_/.test(scope));
  const others = token.scopes.filter((scope) => !automatic.includes(scope)).sort();
  token.scopes = [...automatic, ...others.slice(0, Math.min(1, others.length - 1))];
  return { ...answer, scope: token.scopes.join(' ') };
}
