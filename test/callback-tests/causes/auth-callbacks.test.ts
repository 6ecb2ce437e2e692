import { describeArriving } from './arriving.ts';
import { authCauses } from './auth-callbacks.ts';

describeArriving('an auth callback', authCauses);
