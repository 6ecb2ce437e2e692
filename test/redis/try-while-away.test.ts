import { expect } from 'chai';
import { AppError } from '../../server/errors.ts';
import { tryWhileAway } from '../../server/redis/try-while-away.ts';

describe('what must not be lost while Redis is away', () => {
  const failing = (errors: Error[]) => {
    let tries = 0;
    return async () => {
      tries += 1;
      const error = errors.shift();
      if (error) throw error;
      return tries;
    };
  };
  const away = () => new AppError('storage_unavailable', 'Redis did not take the command.');

  it('is tried again until Redis is back', async () => {
    expect(await tryWhileAway(failing([away(), away()]))).to.equal(3);
  });

  it('is not tried again for another reason', async () => {
    const defect = new TypeError('a defect');
    const tried = tryWhileAway(failing([defect])).catch((error: unknown) => error);
    expect(await tried).to.equal(defect);
  });
});
