import { expect } from 'chai';
import type { CallbackRecord } from '../../server/callback-records/store.ts';
import { digestsOfQuery } from '../../server/callback-tests/simulation/arrivals.ts';
import { judgeStep, type StepTrip } from '../../server/callback-tests/simulation/judge-step.ts';
import type { SimulatedStepName } from '../../server/callback-tests/simulation/simulated-install.ts';
import { stepPlans } from '../../server/callback-tests/simulation/steps.ts';

describe('what came of a step of a simulated install', () => {
  const url = new URL('https://connector.example/uninstall?signed_payload_jwt=a&simulation=b');

  /** What was sent came in, and was answered so. */
  const judged = (
    name: SimulatedStepName,
    {
      record = {},
      body = '',
      answered = true,
    }: { record?: Partial<CallbackRecord>; body?: string; answered?: boolean },
  ) => {
    const plan = stepPlans.find((each) => each.name === name);
    if (!plan) throw new Error('There is no such step.');
    const path = url.pathname;
    const trip: StepTrip = {
      plan,
      url,
      path,
      now: 0,
      visit: {
        addresses: [],
        place: 'public',
        certificate: undefined,
        stop: answered ? undefined : 'timed_out',
        answer: answered ? { status: record.status ?? 200, headers: {}, body } : undefined,
      },
      arrival: {
        step: name,
        kind: plan.kind,
        path,
        ...digestsOfQuery(url.search.slice(1)),
        hasQuery: true,
        record: {
          kind: plan.kind,
          method: 'GET',
          scheme: 'https',
          host: url.host,
          path,
          parameters: [],
          otherParameters: 0,
          tookMs: 1,
          status: 200,
          ...record,
        },
      },
    };
    return judgeStep(trip);
  };
  const done = '{"outcome":"uninstalled"}';

  it('is well when it did what it has to', () => {
    expect(judged('uninstall', { body: done })).to.deep.equal({ reason: 'as_expected' });
  });

  it('is a failure when something else was done', () => {
    expect(judged('uninstall', { body: '{"outcome":"late"}' })).to.deep.equal({
      reason: 'other_outcome',
      detail: 'late',
    });
  });

  it('is a failure when it was refused', () => {
    const record = { status: 401, code: 'payload_expired' } as const;
    expect(judged('uninstall', { record })).to.deep.equal({
      reason: 'refused',
      detail: 'payload_expired',
    });
  });

  it('is a failure when it was taken and has to be refused', () => {
    expect(judged('uninstall_bad_signature', { body: done })).to.deep.equal({
      reason: 'accepted_wrongly',
    });
  });

  it('is a failure when it was refused for another reason than it has to be', () => {
    const record = { status: 404, code: 'app_not_installed' } as const;
    expect(judged('uninstall_bad_signature', { record })).to.deep.equal({
      reason: 'refused_otherwise',
      detail: 'app_not_installed',
    });
  });

  it('is a failure when it came in and was not answered in time, here or on the way back', () => {
    const timedOut = { reason: 'timed_out' };
    const record = { status: undefined };
    expect(judged('uninstall', { record, answered: false })).to.deep.equal(timedOut);
    expect(judged('uninstall', { answered: false })).to.deep.equal(timedOut);
  });

  it('is a failure when the answer is not the service’s own', () => {
    expect(judged('uninstall', { body: '{}' })).to.include({ reason: 'answer_changed' });
    expect(judged('auth', { body: '<p>Welcome</p>' })).to.include({ reason: 'answer_changed' });
  });
});
