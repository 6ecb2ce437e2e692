import { describeArriving } from './arriving.ts';
import { signedCauses } from './signed-callbacks.ts';

describeArriving('a signed callback', signedCauses);
