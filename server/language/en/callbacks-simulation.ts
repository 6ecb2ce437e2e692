/** Simulated installs: what BigCommerce does in each step, what came of it, and what to do about it. */
import { proxyMustHandOn } from './callbacks-checks.ts';
import type { FailureTexts } from './failures.ts';

const steps = {
  auth: {
    title: 'Install the app',
    text: 'A merchant has accepted the scopes. BigCommerce sends their browser to the auth callback with a code, which is exchanged for a token.',
  },
  auth_used_code: {
    title: 'Install with a used code',
    text: 'The browser brings a code that BigCommerce does not exchange any more.',
  },
  load: {
    title: 'Open the app',
    text: 'A user opens the app in the control panel. BigCommerce sends their browser to the load callback with a signed payload.',
  },
  load_bad_signature: {
    title: 'Open the app with a wrong signature',
    text: 'The payload was signed by somebody who does not have the client secret.',
  },
  load_clock_ahead: {
    title: 'Open the app with a clock that is ahead',
    text: 'The payload was issued by a clock that is ten minutes ahead.',
  },
  remove_user_clock_behind: {
    title: 'Remove a user with an expired payload',
    text: 'The payload is more than a day old.',
  },
  remove_user: {
    title: 'Remove a user',
    text: 'The store takes the app away from a user. BigCommerce’s servers tell it by the remove user callback.',
  },
  uninstall_bad_signature: {
    title: 'Uninstall with a wrong signature',
    text: 'Somebody who does not have the client secret wants to take the connection away.',
  },
  uninstall: {
    title: 'Uninstall the app',
    text: 'The merchant uninstalls the app. BigCommerce’s servers tell it by the uninstall callback.',
  },
  load_after_uninstall: {
    title: 'Open the app after it was uninstalled',
    text: 'The payload is genuine, but the store does not have the app any more.',
  },
};

export const simulation = {
  steps,
  /** The checks warn of it alone: they need not go on from there. */
  redirected: (where: string) =>
    `It is redirected to ${where}. Browsers follow, BigCommerce’s servers may not. A simulated install does not: requests go only to the iClient’s own addresses, so that nothing that follows could be tried.`,
  reasons: {
    as_expected: () => 'The service did what it should.',
    refused_as_expected: () => 'The service refused it, as it should.',
    refused: (why: string) => `The request came in, and the service refused it: ${why}.`,
    refused_otherwise: (why: string) =>
      `The service refused it, as it should, but for another reason: ${why}.`,
    accepted_wrongly: () => 'The service took it, but should have refused it.',
    other_outcome: (outcome: string) =>
      `The request came in, but something else was done: ${outcome}.`,
    answer_changed: (how: string) =>
      `The request came in and was answered. Another answer came back (${how}).`,
    needs_step: (step: string) => `It was not sent, since “${step}” has to work first.`,
  },
  todos: {
    refused: 'Look into the log of the service, then simulate again.',
    refused_otherwise: 'Mend what failed before, then simulate again.',
    accepted_wrongly:
      'Do not let the app go live: something answers in place of this service, or it is broken.',
    other_outcome: 'Compare the clocks of the machines that this service runs on.',
    answer_changed: proxyMustHandOn,
  },
};

/** Where a simulated install that is asked for is not there, or cannot begin. */
export const simulationFailures = {
  simulation_too_soon: {
    title: 'An install was simulated a moment ago',
    happened: 'Simulated installs of an iClient begin ten seconds apart.',
    todo: 'Look at the latest one, or wait for a few seconds.',
  },
  simulations_busy: {
    title: 'Other simulated installs are under way',
    happened: 'Only a few run at once, and that many are under way now.',
    todo: 'Try again in a few seconds.',
  },
  simulation_unknown: {
    title: 'There is no such simulated install',
    happened: 'Simulated installs are kept for an hour; this one is gone or never existed.',
    todo: 'Simulate an install again.',
  },
} satisfies Partial<FailureTexts>;
