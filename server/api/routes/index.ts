/** Every endpoint of the API. What is not in this list is neither mounted nor documented. */
import type { ApiRoute } from '../route.ts';
import { callbackCheckRoutes } from './callback-checks.ts';
import { companyRoutes } from './companies.ts';
import { connectionActionRoutes } from './connection-actions.ts';
import { connectionRoutes } from './connections.ts';
import { eventRoutes } from './events.ts';
import { iclientRoutes } from './iclients.ts';
import { linkRoutes } from './links.ts';
import { pickerSessionRoutes } from './picker-sessions.ts';
import { scopeRoutes } from './scopes.ts';
import { simulatedInstallRoutes } from './simulated-installs.ts';

export const apiTable: readonly ApiRoute[] = [
  ...connectionRoutes,
  ...connectionActionRoutes,
  ...companyRoutes,
  ...linkRoutes,
  ...iclientRoutes,
  ...callbackCheckRoutes,
  ...simulatedInstallRoutes,
  ...scopeRoutes,
  ...eventRoutes,
  ...pickerSessionRoutes,
];
