/** The production entry: `npm start`. */
import { existsSync } from 'node:fs';
import { loadConfig } from '../config/index.ts';
import { refuseToStart, runService, tellFirstAdminLink } from './run.ts';

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  await tellFirstAdminLink(await runService(loadConfig(process.env)));
} catch (error) {
  refuseToStart(error);
}
