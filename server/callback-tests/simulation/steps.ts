/** The steps of a simulated install, in order: what BigCommerce sends in each, and what it has to get. */
import type { ErrorCode } from '../../errors.ts';
import type { CallbackKind } from '../../iclients/callback-urls.ts';
import type { PretendBigCommerce, SentParameters } from './pretend-bigcommerce.ts';
import { type SimulatedStepName, simulatedStepNames } from './simulated-install.ts';

export type StepPlan = {
  name: SimulatedStepName;
  kind: CallbackKind;
  /** Another step that has to have worked, since this one finds what that one made. */
  needs?: SimulatedStepName;
  expected: Expected;
  parameters(bigcommerce: PretendBigCommerce): SentParameters | Promise<SentParameters>;
};

/** A page, a way into the embedded app, a JSON answer with that outcome, or the refusal with that code. */
export type Expected =
  | { answer: 'page' | 'app' }
  | { outcome: 'removed' | 'uninstalled' }
  | { code: ErrorCode };

const plans: Record<SimulatedStepName, Omit<StepPlan, 'name'>> = {
  auth: {
    kind: 'auth',
    expected: { answer: 'page' },
    parameters: (bigcommerce) => bigcommerce.authorize(),
  },
  auth_used_code: {
    kind: 'auth',
    expected: { code: 'code_refused' },
    parameters: (bigcommerce) => bigcommerce.authorize({ used: true }),
  },
  load: {
    kind: 'load',
    needs: 'auth',
    expected: { answer: 'app' },
    parameters: (bigcommerce) => bigcommerce.payload('user'),
  },
  load_bad_signature: {
    kind: 'load',
    expected: { code: 'payload_invalid' },
    parameters: (bigcommerce) => bigcommerce.payload('user', 'bad_signature'),
  },
  load_clock_ahead: {
    kind: 'load',
    expected: { code: 'payload_expired' },
    parameters: (bigcommerce) => bigcommerce.payload('user', 'clock_ahead'),
  },
  remove_user_clock_behind: {
    kind: 'remove_user',
    expected: { code: 'payload_expired' },
    parameters: (bigcommerce) => bigcommerce.payload('user', 'clock_behind'),
  },
  remove_user: {
    kind: 'remove_user',
    needs: 'load',
    expected: { outcome: 'removed' },
    parameters: (bigcommerce) => bigcommerce.payload('user'),
  },
  uninstall_bad_signature: {
    kind: 'uninstall',
    expected: { code: 'payload_invalid' },
    parameters: (bigcommerce) => bigcommerce.payload('owner', 'bad_signature'),
  },
  uninstall: {
    kind: 'uninstall',
    needs: 'auth',
    expected: { outcome: 'uninstalled' },
    parameters: (bigcommerce) => bigcommerce.payload('owner'),
  },
  load_after_uninstall: {
    kind: 'load',
    needs: 'uninstall',
    expected: { code: 'app_not_installed' },
    parameters: (bigcommerce) => bigcommerce.payload('owner'),
  },
};

/** In the order in which they run. */
export const stepPlans: readonly StepPlan[] = simulatedStepNames.map((name) => ({
  name,
  ...plans[name],
}));
