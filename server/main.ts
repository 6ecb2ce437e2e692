/** The production entry: `npm start`. */
import { existsSync } from 'node:fs';
import { loadConfig } from '../config/index.ts';
import { refuseToStart, runService } from './run.ts';

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  await runService(loadConfig(process.env));
} catch (error) {
  refuseToStart(error);
}
