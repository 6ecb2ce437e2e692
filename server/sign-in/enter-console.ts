/** What every way in ends with. */
import type { Request, Response } from 'express';
import { forgetBrowser } from '../http/browser-cookie.ts';
import { type SignedIn, startConsoleSession } from '../http/console-session.ts';

/** Starts the session. What somebody began in this browser before is not finished in it any more. */
export async function enterConsole(req: Request, res: Response, signedIn: SignedIn): Promise<void> {
  await startConsoleSession(req, signedIn);
  forgetBrowser(res);
}
