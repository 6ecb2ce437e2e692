import { expect } from 'chai';
import {
  type CheckedTarget,
  checkOf,
  type Reason,
} from '../../server/callback-tests/checks/check.ts';
import { describeHeadline } from '../../server/callback-tests/checks/describe-check.ts';

const targetWith = (reason: Reason): CheckedTarget => ({
  kind: 'load',
  url: 'https://connector.example/load',
  whitelisted: false,
  checks: [checkOf('round_trip', { reason })],
});

describe('the headline of a check of callback URLs', () => {
  const headingOf = (...reasons: Reason[]) => describeHeadline(reasons.map(targetWith), 'en');

  for (const reason of [
    'frame_options_added',
    'frame_policy_lost',
    'certificate_ends_soon',
    'body_rewritten',
    'query_written_differently',
  ] as const)
    it(`says that every callback arrives beside ${reason}`, () => {
      const { verdict, heading, text } = headingOf('came_back', reason);
      expect(verdict).to.equal('warning');
      expect(heading).to.equal('Every callback arrives, with warnings');
      expect(text).to.not.include('may not arrive');
    });

  for (const reason of ['redirected', 'private_from_here', 'this_machine_for_servers'] as const)
    it(`says that some may not arrive beside ${reason}, whatever else is warned of`, () => {
      expect(headingOf(reason, 'frame_options_added').text).to.include('may not arrive');
    });
});
