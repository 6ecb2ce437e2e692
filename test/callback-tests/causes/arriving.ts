/** Callbacks that arrive at a connector and are refused, or worth a look, for a cause that has a name. */
import { expect } from 'chai';
import type { CallbackRecord } from '../../../server/callback-records/store.ts';
import type { Diagnosis } from '../../../server/callback-tests/diagnoses.ts';
import { textsFor } from '../../../server/language/language.ts';
import { type Connector, startConnector } from '../../support/connector.ts';
import { recorderPath, switchRecorder } from '../../support/recorder.ts';
import { addSecondApp } from '../../support/second-app.ts';
import { type SignedInBrowser, signIn } from '../../support/sign-in.ts';
import { until } from '../../support/until.ts';
import { plain } from './plain.ts';

export type Stage = { connector: Connector; builder: SignedInBrowser };

export type ArrivingCause = {
  cause: Diagnosis;
  how: string;
  /** Brings it about as far as to the callback, whose URL it answers: a whole one, or its path and query. */
  callback(stage: Stage): Promise<string> | string;
  /** Who sees it; both unless told. */
  seen?: 'on its page' | 'in the recorder';
  /** What the page says of it exactly. */
  exact?: RegExp;
};

const publicUrl = 'https://connector.example';

/** Lets each arrive and sees its diagnosis in the recorder's list, on the record's page and on the failure page. */
export function describeArriving(title: string, causes: ArrivingCause[]): void {
  describe(title, function () {
    this.timeout(30_000);
    let stage: Stage;
    before(async () => {
      const connector = await startConnector({ env: { PUBLIC_URL: publicUrl } });
      await addSecondApp(connector);
      const builder = await signIn(connector, 'builder');
      await switchRecorder(builder, 'on');
      stage = { connector, builder };
    });
    afterEach(() => stage.connector.sandbox.faults({ token: 'none', payload: 'none' }));
    after(() => stage.connector.close());

    for (const [index, { cause, how, callback, seen, exact = /^/ }] of causes.entries())
      it(`is diagnosed as ${cause}: ${how}`, async () => {
        const userAgent = `Example browser ${index}`;
        const answer = await arrive(stage, await callback(stage), userAgent);
        const { name, fix } = textsFor('en').callbacks.diagnoses[cause];
        if (seen !== 'in the recorder') {
          expect(answer.status, answer.text).to.be.within(400, 499);
          const [, small = ''] = plain(answer.text).split('For the developer');
          expect(small).to.include(name).and.include(fix).and.match(exact);
        }
        if (seen === 'on its page') return;
        const record = await recordBy(stage.connector, userAgent);
        expect(record.diagnosis).to.equal(cause);
        const page = await stage.builder.agent.get(`${recorderPath}/${record.id}`);
        expect(plain(page.text)).to.include(name).and.include(fix);
      });
  });
}

/** By the way that its URL says, through a proxy that ends TLS. */
function arrive({ connector }: Stage, callback: string, userAgent: string) {
  const { protocol, host, pathname, search } = new URL(callback, publicUrl);
  return connector
    .http()
    .get(`${pathname}${search}`)
    .set({
      Host: host,
      'X-Forwarded-Proto': protocol.slice(0, -1),
      'User-Agent': userAgent,
      Accept: 'text/html',
    });
}

function recordBy(
  { service }: Connector,
  userAgent: string,
): Promise<CallbackRecord & { id: string }> {
  return until('it is recorded', async () => {
    const records = await service.deps.callbackRecords.list('default');
    return records.find((record) => record.userAgent === userAgent);
  });
}
